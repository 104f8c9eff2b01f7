import { type StoredError, TouchstoneError } from '../../contracts/errors/error.ts';
import type { RunStatus, TriggerKind, Verdict } from '../../contracts/names.ts';
import { STAGE_NAMES } from '../../contracts/names.ts';
import type { PipelineSpec } from '../../contracts/spec.ts';
import type { Decision } from '../../contracts/stage.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';
import type { PageWindow } from './page.ts';

/** A run as it is stored. */
export interface RunRow {
  readonly id: string;
  readonly name: string;
  readonly status: RunStatus;
  readonly verdict: Verdict | null;
  readonly dataset_id: string;
  readonly test_id: string | null;
  /** Version of the suite frozen for its name that it is judged by. */
  readonly suite: number | null;
  readonly spec: PipelineSpec;
  readonly trigger: { readonly kind: TriggerKind; readonly by: string | null };
  readonly decisions: readonly Decision[];
  readonly error: StoredError | null;
  readonly model_version: number | null;
  readonly generation: number;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

const COLUMNS = `id, name, status, verdict, dataset_id, test_id, suite, spec, trigger, decisions, error, model_version, generation,
  created_at, started_at, finished_at`;

/** What tells equal runs: digests of what people gave, and of that with what it is compared with. */
export interface RunDigests {
  readonly substance: string;
  readonly work: string;
}

/** Stores a new run and its stages, all pending; call it in a transaction. */
export async function insertRun(
  sql: Queryable,
  run: Pick<RunRow, 'id' | 'name' | 'dataset_id' | 'test_id' | 'spec' | 'trigger'> &
    Partial<Pick<RunRow, 'suite'> & RunDigests>,
): Promise<void> {
  await sql.query(
    `INSERT INTO touchstone.runs (id, name, status, dataset_id, test_id, suite, spec, trigger, substance, work)
     VALUES ($1, $2, 'queued', $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[run.id, run.name, run.dataset_id, run.test_id, run.suite ?? null],
      ...[toJson(run.spec), toJson(run.trigger), run.substance ?? null, run.work ?? null],
    ],
  );
  await sql.query(
    `INSERT INTO touchstone.stage_runs (run_id, stage, ordinal, status)
     SELECT $1, stage, ordinal, 'pending' FROM unnest($2::text[]) WITH ORDINALITY AS s(stage, ordinal)`,
    [run.id, [...STAGE_NAMES]],
  );
}

/**
 * The newest run of the name that does, or did, this very work: one that is under way, or that began within the last
 * `seconds` and did not fail. Null: there is none.
 */
export async function runOfWork(
  sql: Queryable,
  { name, work, seconds }: { readonly name: string; readonly work: string; readonly seconds: number },
): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `SELECT id FROM touchstone.runs
      WHERE name = $1 AND work = $2 AND (status IN ('queued', 'running')
         OR (status = 'succeeded' AND created_at > now() - $3 * interval '1 second'))
      ORDER BY id DESC LIMIT 1`,
    [name, work, seconds],
  );
  return row?.id ?? null;
}

/** Runs of a name that were not cancelled, the newest twenty first, with what they were about. */
export async function latestSubstances(
  sql: Queryable,
  name: string,
): Promise<(Pick<RunRow, 'id' | 'error'> & { readonly substance: string | null })[]> {
  return sql.query(
    `SELECT id, error, substance FROM touchstone.runs
      WHERE name = $1 AND status <> 'cancelled' ORDER BY id DESC LIMIT 20`,
    [name],
  );
}

/** Error: `RUN_NOT_FOUND`. */
export async function runById(sql: Queryable, id: string): Promise<RunRow> {
  const [row] = await sql.query<RunRow>(`SELECT ${COLUMNS} FROM touchstone.runs WHERE id = $1`, [id]);
  if (!row) throw new TouchstoneError('RUN_NOT_FOUND', { params: { id } });
  return row;
}

/** Newest first. */
export async function listRunRows(
  sql: Queryable,
  filter: { name?: string | undefined; status?: RunStatus | undefined },
  window: PageWindow,
): Promise<RunRow[]> {
  return sql.query<RunRow>(
    `SELECT ${COLUMNS} FROM touchstone.runs
      WHERE ($1::text IS NULL OR id < $1) AND ($2::text IS NULL OR name = $2) AND ($3::text IS NULL OR status = $3)
      ORDER BY id DESC LIMIT $4`,
    [window.after, filter.name ?? null, filter.status ?? null, window.limit + 1],
  );
}

/** Runs that somebody should be working on. */
export async function activeRuns(sql: Queryable): Promise<RunRow[]> {
  return sql.query<RunRow>(
    `SELECT ${COLUMNS} FROM touchstone.runs WHERE status IN ('queued', 'running') ORDER BY id`,
  );
}

/** First stage begins. */
export async function markRunning(sql: Queryable, id: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.runs SET status = 'running', started_at = coalesce(started_at, now())
      WHERE id = $1 AND status = 'queued' RETURNING id`,
    [id],
  );
  return rows.length > 0;
}

/** Ends an active run; false if it had ended before (cancelled meanwhile, for instance). */
export async function endRun(
  sql: Queryable,
  id: string,
  end: { status: 'succeeded' | 'failed' | 'cancelled'; error: StoredError | null },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.runs SET status = $2, error = $3, finished_at = now()
      WHERE id = $1 AND status IN ('queued', 'running') RETURNING id`,
    [id, end.status, end.error === null ? null : toJson(end.error)],
  );
  return rows.length > 0;
}

/** What stages found out about the whole run. */
export async function recordOutcome(
  sql: Queryable,
  id: string,
  outcome: { verdict?: Verdict; modelVersion?: number },
): Promise<void> {
  await sql.query(
    'UPDATE touchstone.runs SET verdict = coalesce($2, verdict), model_version = coalesce($3, model_version) WHERE id = $1',
    [id, outcome.verdict ?? null, outcome.modelVersion ?? null],
  );
}

/** Stores a choice made for the run as a whole, replacing an earlier one for the same field. */
export async function recordDecision(sql: Queryable, id: string, decision: Decision): Promise<void> {
  await sql.query(
    `UPDATE touchstone.runs SET decisions =
       (SELECT coalesce(jsonb_agg(d), '[]') FROM jsonb_array_elements(decisions) d WHERE d->>'field' <> $2) || $3::jsonb
      WHERE id = $1`,
    [id, decision.field, toJson([decision])],
  );
}

/** Takes the next generation, so that jobs queued before do nothing. Null if the run is not active any more. */
export async function nextGeneration(sql: Queryable, id: string): Promise<number | null> {
  const [row] = await sql.query<{ generation: number }>(
    `UPDATE touchstone.runs SET generation = generation + 1 WHERE id = $1 AND status IN ('queued', 'running') RETURNING generation`,
    [id],
  );
  return row?.generation ?? null;
}

/**
 * A failed or cancelled run becomes queued again; its unfinished stages are pending. False if it was neither. Attempts
 * are counted on, so that a worker of the time before, thought dead, still finds nothing to write to.
 */
export async function reopenRun(sql: Queryable, id: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.runs SET status = 'queued', error = NULL, finished_at = NULL
      WHERE id = $1 AND status IN ('failed', 'cancelled') RETURNING id`,
    [id],
  );
  if (rows.length === 0) return false;
  await sql.query(
    `UPDATE touchstone.stage_runs SET status = 'pending', error = NULL, progress = NULL, finished_at = NULL
      WHERE run_id = $1 AND status <> 'done'`,
    [id],
  );
  return true;
}

/** Number of runs by status, for the metrics page. */
export async function countRuns(sql: Queryable): Promise<{ status: RunStatus; count: number }[]> {
  return sql.query('SELECT status, count(*)::integer AS count FROM touchstone.runs GROUP BY status');
}
