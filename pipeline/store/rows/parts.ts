import type { StoredError, TouchstoneError } from '../../contracts/errors/error.ts';
import type { StageName } from '../../contracts/names.ts';
import type { PartName, PartRequest } from '../../contracts/part.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** Without a heartbeat for this long, whoever had a part is taken for dead. */
const DEAD_AFTER_SECONDS = 15;

/** A stage of a run that is divided. */
export interface PartsOf {
  readonly runId: string;
  readonly stage: StageName;
}

/** One part as a stage asks for it. */
export interface AskedPart extends PartRequest {
  readonly key: string;
  readonly part: PartName;
  /** Whether its result is remembered already. */
  readonly done: boolean;
}

/** A part that is ours for as long as we beat. */
export interface PartClaim extends PartRequest {
  readonly runId: string;
  readonly key: string;
  readonly part: PartName;
  readonly claim: number;
}

/** How a part stands that is not being waited for in vain. */
export interface PartState {
  readonly key: string;
  readonly done: boolean;
  readonly error: StoredError | null;
}

/** An open part that nobody is at work on. */
const FREE = `NOT p.done AND p.error IS NULL
  AND (p.owner IS NULL OR p.heartbeat < now() - make_interval(secs => ${DEAD_AFTER_SECONDS}))`;
const ACTIVE = `SELECT 1 FROM touchstone.runs r
  WHERE r.id = p.run_id AND r.generation = p.generation AND r.status IN ('queued', 'running')`;

/** Notes the parts of a stage, in their order. Whoever is at work on one goes on; what failed may be tried again. */
export async function askForParts(
  sql: Queryable,
  { runId, stage }: PartsOf,
  generation: number,
  parts: readonly AskedPart[],
): Promise<void> {
  await sql.query(
    `INSERT INTO touchstone.parts AS p (run_id, stage, generation, key, part, ordinal, inputs, config, done)
     SELECT $1, $2, $3, a.value->>'key', a.value->>'part', a.ordinality, a.value->'inputs', a.value->'config',
            (a.value->>'done')::boolean
       FROM jsonb_array_elements($4::jsonb) WITH ORDINALITY a
     ON CONFLICT (run_id, key) DO UPDATE SET generation = excluded.generation, ordinal = excluded.ordinal, error = NULL,
       done = excluded.done, owner = CASE WHEN p.done THEN NULL ELSE p.owner END`,
    [runId, stage, generation, toJson(parts)],
  );
}

/** Takes the first free one of these parts of a stage; null where there is none. */
export async function claimNextPart(
  sql: Queryable,
  { runId, stage }: PartsOf,
  keys: readonly string[],
  owner: string,
): Promise<PartClaim | null> {
  return claim(
    sql,
    `SELECT run_id, key FROM touchstone.parts p WHERE p.run_id = $2 AND p.stage = $3 AND p.key = ANY($4) AND ${FREE} AND EXISTS (${ACTIVE})
      ORDER BY p.ordinal LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [owner, runId, stage, keys],
  );
}

/** Takes this very part; null where it is not free, or not wanted any more. */
export async function claimPart(
  sql: Queryable,
  { runId, key, generation }: { runId: string; key: string; generation: number },
  owner: string,
): Promise<PartClaim | null> {
  return claim(
    sql,
    `SELECT run_id, key FROM touchstone.parts p
      WHERE p.run_id = $2 AND p.key = $3 AND p.generation = $4 AND ${FREE} AND EXISTS (${ACTIVE}) FOR UPDATE SKIP LOCKED`,
    [owner, runId, key, generation],
  );
}

async function claim(sql: Queryable, free: string, values: readonly unknown[]): Promise<PartClaim | null> {
  const [row] = await sql.query<Omit<PartClaim, 'runId'> & { run_id: string }>(
    `UPDATE touchstone.parts p SET owner = $1, heartbeat = now(), claim = p.claim + 1
       FROM (${free}) f WHERE p.run_id = f.run_id AND p.key = f.key
     RETURNING p.run_id, p.key, p.part, p.claim, p.inputs, p.config`,
    values,
  );
  if (row === undefined) return null;
  const { run_id: runId, ...rest } = row;
  return { runId, ...rest };
}

/** Says "still at it". False when another has taken the part, or the run is not active any more: stop then. */
export async function beatPart(sql: Queryable, at: PartClaim): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.parts p SET heartbeat = now() FROM touchstone.runs r
      WHERE r.id = p.run_id AND r.status IN ('queued', 'running')
        AND p.run_id = $1 AND p.key = $2 AND p.claim = $3 AND NOT p.done RETURNING p.key`,
    [at.runId, at.key, at.claim],
  );
  return rows.length > 0;
}

/** The part's result is remembered. */
export async function finishPart(sql: Queryable, at: PartClaim): Promise<void> {
  await sql.query(
    `UPDATE touchstone.parts SET done = true, error = NULL WHERE run_id = $1 AND key = $2 AND claim = $3`,
    [at.runId, at.key, at.claim],
  );
}

/** Leaves a part: to others, or with a fault that everybody would meet. */
export async function leavePart(sql: Queryable, at: PartClaim, error: TouchstoneError | null): Promise<void> {
  await sql.query(
    `UPDATE touchstone.parts SET owner = NULL, error = $4
      WHERE run_id = $1 AND key = $2 AND claim = $3 AND NOT done`,
    [at.runId, at.key, at.claim, error === null ? null : toJson(error.toJSON())],
  );
}

/** How the parts of a stage stand. */
export async function partStates(sql: Queryable, { runId, stage }: PartsOf): Promise<PartState[]> {
  return sql.query<PartState>(
    'SELECT key, done, error FROM touchstone.parts WHERE run_id = $1 AND stage = $2',
    [runId, stage],
  );
}

/** Free parts of active runs, to be offered to the queue anew. */
export async function freeParts(
  sql: Queryable,
): Promise<{ runId: string; part: string; generation: number }[]> {
  return sql.query(
    `SELECT p.run_id AS "runId", p.key AS part, p.generation FROM touchstone.parts p
      WHERE ${FREE} AND EXISTS (${ACTIVE}) ORDER BY p.run_id, p.ordinal LIMIT 1000`,
  );
}

/** Frees what a service had that has just begun anew: nothing that it is recorded to be working on is alive. */
export async function freePartsOf(sql: Queryable, owner: string): Promise<void> {
  await sql.query(`UPDATE touchstone.parts SET owner = NULL WHERE owner = $1 AND NOT done`, [owner]);
}
