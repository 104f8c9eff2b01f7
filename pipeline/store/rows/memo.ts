import type { StageResult } from '../../contracts/stage.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** The stored result of a stage key, or null. */
export async function recall(sql: Queryable, stageKey: string): Promise<StageResult | null> {
  const [row] = await sql.query<StageResult>(
    'SELECT outputs, summary FROM touchstone.memo WHERE stage_key = $1',
    [stageKey],
  );
  return row ?? null;
}

/** Remembers a result; the first one stays, since equal keys mean equal results. */
export async function memorise(
  sql: Queryable,
  entry: { stageKey: string; stage: string; result: StageResult; seconds: number; code: string },
): Promise<void> {
  const { stageKey, stage, result, seconds, code } = entry;
  await sql.query(
    `INSERT INTO touchstone.memo (stage_key, stage, outputs, summary, seconds, code) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (stage_key) DO NOTHING`,
    [stageKey, stage, toJson(result.outputs), toJson(result.summary), seconds, code],
  );
}

/** Seconds that making each remembered result took, by stage key. */
export async function secondsOfWork(
  sql: Queryable,
  stageKeys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ stage_key: string; seconds: number }>(
    'SELECT stage_key, seconds FROM touchstone.memo WHERE stage_key = ANY($1)',
    [stageKeys],
  );
  return new Map(rows.map((row) => [row.stage_key, row.seconds]));
}

/** Forgets a result whose artifacts are gone. */
export async function forget(sql: Queryable, stageKey: string): Promise<void> {
  await sql.query('DELETE FROM touchstone.memo WHERE stage_key = $1', [stageKey]);
}
