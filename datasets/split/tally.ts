import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { OwnTest } from './own-test.ts';
import type { SplitPlan } from './plan.ts';
import type { SplitPool } from './pool.ts';

type Counts = Record<'train' | 'validation' | 'test', number>;

/** How many records of each label went where, in all and by label. */
export type Tally = Pick<SplitReport, keyof Counts | 'per_label'>;

/** Counts a plan; `per_label` is in code-unit order of the labels, and empty where there are none. */
export function tally(pool: SplitPool, ownTest: OwnTest | null, { places }: SplitPlan): Tally {
  const total: Counts = { train: 0, validation: 0, test: 0 };
  const byLabel = new Map<number, Counts>();
  const count = (label: number, place: keyof Counts, records: number) => {
    const counts = byLabel.get(label) ?? { train: 0, validation: 0, test: 0 };
    byLabel.set(label, counts);
    counts[place] += records;
    total[place] += records;
  };
  for (const [row, place] of places.entries()) {
    if (place !== null) count(pool.labelOf.at(row), place, 1);
  }
  for (const [label, { count: records }] of ownTest?.labels ?? []) count(label, 'test', records);
  if (!pool.labelled) return { ...total, per_label: [] };
  const names = pool.book.labels;
  const perLabel = pool.book.inOrder.flatMap((label) => {
    const counts = byLabel.get(label);
    return counts === undefined ? [] : [{ label: names[label]!, ...counts }];
  });
  return { ...total, per_label: perLabel };
}
