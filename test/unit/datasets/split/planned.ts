import type { SplitColumns } from '../../../../datasets/split/columns.ts';
import type { Place } from '../../../../datasets/split/draft.ts';
import { LeakageAudit } from '../../../../datasets/split/leakage-audit.ts';
import type { NearClusters } from '../../../../datasets/split/near-clusters.ts';
import { OwnTest } from '../../../../datasets/split/own-test.ts';
import { planSplit, type SplitPlan, type SplitSettings } from '../../../../datasets/split/plan.ts';
import { SplitPool } from '../../../../datasets/split/pool.ts';
import { type Tally, tally } from '../../../../datasets/split/tally.ts';
import type { LeakageCheck } from '../../../../pipeline/contracts/data-reports.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';

export const AUTO: SplitSettings = { test: 0.2, validation: 0.1, validationMost: 200 };

export interface Given {
  readonly records: readonly DatasetRecord[];
  readonly test?: readonly DatasetRecord[];
  readonly settings?: Partial<SplitSettings>;
  readonly seed?: number;
  readonly columns?: Partial<SplitColumns>;
  /** Cluster of near duplicates by record id; records without one resemble no other. */
  readonly clusters?: ReadonlyMap<string, number>;
}

export interface Planned {
  readonly plan: SplitPlan;
  readonly counts: Tally;
  readonly leaked: number;
  /** By record id. */
  readonly placeOf: ReadonlyMap<string, Place>;
  readonly audit: LeakageCheck;
}

/** Splits records as the stage does, and audits the result. */
export function planned(given: Given): Planned {
  const { records, test, settings, seed = 42 } = given;
  const columns = { group: null, time: null, ...given.columns };
  const pool = new SplitPool(seed, columns);
  for (const record of records) pool.see(record);
  const ownTest = test ? new OwnTest(pool) : null;
  for (const record of test ?? []) ownTest!.see(record);
  const near = given.clusters ? clustersFrom(given.clusters, records, test ?? []) : null;
  const plan = planSplit(pool, ownTest, { ...AUTO, ...settings }, near);
  const audit = new LeakageAudit(columns, near?.size ?? null);
  for (const part of ['train', 'validation', 'test'] as const) {
    for (const [row, record] of records.entries()) {
      if (plan.places[row] === part)
        audit.see(part, record, { cluster: near?.ofRecord(row) ?? null, own: false });
    }
  }
  for (const row of ownTest?.rows ?? []) {
    audit.see('test', test![row]!, { cluster: near?.ofTest(row) ?? null, own: true });
  }
  return {
    plan,
    counts: tally(pool, ownTest, plan),
    leaked: Object.values(plan.leftOut).reduce((sum, count) => sum + count, 0),
    placeOf: new Map(records.map(({ id }, row) => [id, plan.places[row]!])),
    audit: audit.report(),
  };
}

/** Numbers clusters in the order of the records, as an index of near duplicates would. */
function clustersFrom(
  named: ReadonlyMap<string, number>,
  records: readonly DatasetRecord[],
  test: readonly DatasetRecord[],
): NearClusters {
  const numbers = new Map<number | string, number>();
  const all = [...records, ...test].map(({ id }, at) => {
    const name = named.get(id) ?? `alone ${at}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  return {
    size: numbers.size,
    ofRecord: (row) => all[row]!,
    ofTest: (row) => all[records.length + row]!,
  };
}

/** The record with further columns. */
export function withMeta(record: DatasetRecord, meta: Readonly<Record<string, unknown>>): DatasetRecord {
  return { ...record, meta: JSON.stringify(meta) };
}

/** A copy of the list in another order, which follows from the numbers that `next` gives. */
export function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [copy[at], copy[other]] = [copy[other]!, copy[at]!];
  }
  return copy;
}
