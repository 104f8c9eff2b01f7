import type { DeliveryFault } from '../../contracts/notices.ts';
import type { Database, Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** How a target stands; one that was never written to has no row. */
export interface TargetState {
  readonly name: string;
  readonly failing_since: Date | null;
  readonly off_since: Date | null;
  readonly fault: DeliveryFault | null;
}

export async function targetStates(sql: Queryable): Promise<ReadonlyMap<string, TargetState>> {
  const rows = await sql.query<TargetState>(
    'SELECT name, failing_since, off_since, fault FROM touchstone.notice_targets',
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** Something has arrived: whatever was said of the target before is over. */
export async function noteArrival(sql: Queryable, name: string): Promise<void> {
  await sql.query(
    `INSERT INTO touchstone.notice_targets (name) VALUES ($1)
     ON CONFLICT (name) DO UPDATE SET failing_since = NULL, off_since = NULL, fault = NULL`,
    [name],
  );
}

/**
 * Something has not arrived. A target that has failed for so long, or that wants nothing more (0 seconds), is switched off,
 * and what is on its way to it is dropped.
 */
export async function noteFailure(
  database: Database,
  name: string,
  fault: DeliveryFault,
  offAfterSeconds: number,
): Promise<void> {
  await database.transaction(async (sql) => {
    const [row] = await sql.query<{ off_since: Date | null }>(
      `INSERT INTO touchstone.notice_targets AS t (name, failing_since, off_since, fault)
       VALUES ($1, now(), CASE WHEN $3::double precision <= 0 THEN now() END, $2)
       ON CONFLICT (name) DO UPDATE SET failing_since = coalesce(t.failing_since, now()), fault = excluded.fault,
         off_since = CASE
           WHEN t.off_since IS NOT NULL THEN t.off_since
           WHEN extract(epoch FROM now() - coalesce(t.failing_since, now())) >= $3::double precision THEN now() END
       RETURNING off_since`,
      [name, toJson(fault), offAfterSeconds],
    );
    if (!row?.off_since) return;
    const off: DeliveryFault = { code: 'target_off', detail: '' };
    await sql.query(
      `UPDATE touchstone.notice_deliveries SET status = 'dropped', fault = $2 WHERE target = $1 AND status = 'pending'`,
      [name, toJson(off)],
    );
  });
}
