import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import { realRows } from './components.ts';
import type { Draft } from './draft.ts';
import type { Shares } from './draw.ts';
import type { Lent } from './lend.ts';
import type { SplitPool } from './pool.ts';

/** Fewer test records of a label than this say nothing about it (W. G. Cochran's rule for expected counts, 1954). */
const FEWEST_TESTED = 5;
/** Fewer training records of a label than this teach little. */
const FEWEST_TRAINED = 10;

/** Records that a label needs, so that about `FEWEST_TESTED` are drawn and about `FEWEST_TRAINED` are left. */
export function recordsNeeded({ test, validation }: Shares): number {
  const trained = FEWEST_TRAINED / ((1 - test) * (1 - validation));
  // A share such as 0.1 is not exactly that; the sum of its errors is no record.
  return Math.ceil(Math.max(trained, test > 0 ? FEWEST_TESTED / test : 0) - 1e-9);
}

/** Labels with too few records of their own, or for which something special had to be done, in code-unit order. */
export function fewRecords(
  pool: SplitPool,
  { places, reasons }: Draft,
  shares: Shares,
  lent: ReadonlyMap<number, Lent>,
): SplitReport['few'] {
  if (!pool.labelled) return [];
  const needed = recordsNeeded(shares);
  const counts = new Map<number, { records: number; test: number; unlearnt: number }>();
  for (const row of realRows(pool)) {
    const label = pool.labelOf.at(row);
    const count = counts.get(label) ?? { records: 0, test: 0, unlearnt: 0 };
    counts.set(label, count);
    count.records += 1;
    if (places[row] === 'test') count.test += 1;
    if (reasons[row] === 'not_learnt') count.unlearnt += 1;
  }
  const labels = pool.book.labels;
  const few: SplitReport['few'][number][] = [];
  for (const label of pool.book.inOrder) {
    const count = counts.get(label);
    if (count === undefined) continue;
    const untested = shares.test > 0 && count.test === 0;
    const done = lent.get(label) ?? (count.unlearnt > 0 ? 'left_out' : untested ? 'not_tested' : 'as_drawn');
    const missing = Math.max(0, needed - count.records);
    if (missing === 0 && done === 'as_drawn') continue;
    few.push({ label: labels[label]!, records: count.records, needed, missing, done });
  }
  return few;
}
