import { readRecords } from '../../datasets/arrow/read.ts';
import { AUDIT_ORDER, LeakageAudit } from '../../datasets/split/leakage-audit.ts';
import type { NearClusters } from '../../datasets/split/near-clusters.ts';
import type { OwnTest } from '../../datasets/split/own-test.ts';
import type { SplitPlan } from '../../datasets/split/plan.ts';
import type { SplitPool } from '../../datasets/split/pool.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { LeakageCheck } from '../../pipeline/contracts/data-reports.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';

type Part = (typeof AUDIT_ORDER)[number];

/** What a finished split was made of. */
export interface Finished {
  readonly pool: SplitPool;
  readonly ownTest: OwnTest | null;
  readonly plan: SplitPlan;
  readonly near: NearClusters | null;
}

/**
 * Reads the three parts again as they were stored, and looks for leakage between them.
 * Errors: `INTERNAL` where there is what the split was to prevent, so that no result rests on it; a test of the user's
 * own choosing may be older than training, which is for people to judge.
 */
export async function auditSplit(
  parts: Readonly<Record<Part, BlobRef>>,
  finished: Finished,
  artifacts: ArtifactStore,
  signal: AbortSignal,
): Promise<LeakageCheck> {
  const { pool, plan, near } = finished;
  const audit = new LeakageAudit(pool.columns, near?.size ?? null);
  for (const part of AUDIT_ORDER) {
    const own = part === 'test' && finished.ownTest !== null;
    const rows = rowsOf(part, finished);
    for await (const group of readRecords(await artifacts.openStream(parts[part].digest))) {
      signal.throwIfAborted();
      for (const record of group) {
        const row = rows.next().value;
        if (row === undefined) throw broken(`${part} holds more records than were put there`);
        const cluster = near && (own ? near.ofTest(row) : near.ofRecord(row));
        audit.see(part, record, { cluster, own });
      }
    }
    if (!rows.next().done) throw broken(`${part} lacks records that were put there`);
  }
  const report = audit.report();
  const timeHolds = plan.method === 'time' && !plan.validationByColumn;
  const leak = report.comparisons.find(({ kind, found }) => found > 0 && (kind !== 'time' || timeHolds));
  if (leak !== undefined) throw broken(`${leak.kind}, ${leak.found} records, first ${leak.records[0]}`);
  return report;
}

function broken(detail: string): TouchstoneError {
  return new TouchstoneError('INTERNAL', { params: { detail: `the split does not hold: ${detail}` } });
}

/** Where the records of a part stood in their own file, in the order in which they were stored. */
function* rowsOf(part: Part, { ownTest, plan }: Finished): Generator<number, undefined> {
  if (part === 'test' && ownTest !== null) yield* ownTest.rows;
  else for (const [row, place] of plan.places.entries()) if (place === part) yield row;
}
