import type { StageName } from '../../contracts/names.ts';
import type { StageUsage } from '../../contracts/resources.ts';
import type { Queryable } from '../database/database.ts';

/** A stage whose work was done for a run, not remembered. */
export interface PerformedRow {
  readonly name: string;
  readonly run_id: string;
  readonly stage: StageName;
  readonly seconds: number;
  /** Null where the stage asked no model, or what it used was not counted. */
  readonly usage: StageUsage | null;
}

/** Stages that were done in a calendar month of a time zone. */
export async function performedIn(
  sql: Queryable,
  { year, month, zone }: { readonly year: number; readonly month: number; readonly zone: string },
): Promise<PerformedRow[]> {
  return sql.query(
    `SELECT r.name, s.run_id, s.stage, coalesce(s.seconds, 0) AS seconds, s.summary -> 'usage' AS usage
       FROM touchstone.stage_runs s JOIN touchstone.runs r ON r.id = s.run_id
      WHERE s.status = 'done' AND NOT s.cached
        AND s.finished_at >= make_timestamptz($1::integer, $2::integer, 1, 0, 0, 0, $3)
        AND s.finished_at < make_timestamptz($1::integer, $2::integer, 1, 0, 0, 0, $3) + interval '1 month'`,
    [year, month, zone],
  );
}
