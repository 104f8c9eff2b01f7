import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { StoredError } from '../../contracts/errors/error.ts';
import type { StageName, StageStatus } from '../../contracts/names.ts';
import type { StageProgress, StageResult, StageSummary } from '../../contracts/stage.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** One stage of one run as it is stored. */
export interface StageRunRow {
  readonly run_id: string;
  readonly stage: StageName;
  readonly status: StageStatus;
  readonly cached: boolean;
  readonly attempt: number;
  readonly stage_key: string | null;
  readonly outputs: Readonly<Record<string, ArtifactRef | null>> | null;
  readonly summary: StageSummary | null;
  readonly progress: StageProgress | null;
  readonly error: StoredError | null;
  readonly seconds: number | null;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

const COLUMNS = `run_id, stage, status, cached, attempt, stage_key, outputs, summary, progress, error, seconds,
  started_at, finished_at`;

/** Stages of the runs named, in pipeline order. */
export async function stagesOf(sql: Queryable, runIds: readonly string[]): Promise<StageRunRow[]> {
  return sql.query<StageRunRow>(
    `SELECT ${COLUMNS} FROM touchstone.stage_runs WHERE run_id = ANY($1) ORDER BY run_id, ordinal`,
    [runIds],
  );
}

/**
 * The newest result of a stage: in the run named, or else in any run of the registry name. Null where there is none.
 */
export async function newestDone(
  sql: Queryable,
  of: { readonly runId: string } | { readonly name: string },
  stage: StageName,
): Promise<StageRunRow | null> {
  const [column, value] = 'runId' in of ? (['id', of.runId] as const) : (['name', of.name] as const);
  const columns = COLUMNS.split(',').map((one) => `s.${one.trim()}`);
  const [row] = await sql.query<StageRunRow>(
    `SELECT ${columns.join(', ')} FROM touchstone.stage_runs s JOIN touchstone.runs r ON r.id = s.run_id
      WHERE r.${column} = $1 AND s.stage = $2 AND s.status = 'done' ORDER BY s.finished_at DESC LIMIT 1`,
    [value, stage],
  );
  return row ?? null;
}

/** The report of the last run of the same name, created before this one, that trained another adapter; null where there is none. */
export async function reportBefore(
  sql: Queryable,
  { id, name }: { readonly id: string; readonly name: string },
  adapterDigest: string,
): Promise<ArtifactRef | null> {
  const [row] = await sql.query<{ report: ArtifactRef | null }>(
    `SELECT s.outputs->'report' AS report FROM touchstone.runs r
       JOIN touchstone.stage_runs s ON s.run_id = r.id AND s.stage = 'report' AND s.status = 'done'
       JOIN touchstone.stage_runs t ON t.run_id = r.id AND t.stage = 'train' AND t.status = 'done'
      WHERE r.name = $1 AND r.created_at < (SELECT created_at FROM touchstone.runs WHERE id = $2)
        AND t.outputs->'adapter'->>'digest' <> $3
      ORDER BY r.created_at DESC LIMIT 1`,
    [name, id, adapterDigest],
  );
  return row?.report ?? null;
}

/** Identifies one start of a stage: writes of an older start find nothing to write to. */
export interface Attempt {
  readonly runId: string;
  readonly stage: StageName;
  readonly attempt: number;
}

/** Takes a stage for this owner under the next attempt number. Null if it is done, or the run is not active. */
export async function startStage(
  sql: Queryable,
  runId: string,
  stage: StageName,
  owner: string,
): Promise<Attempt | null> {
  const [row] = await sql.query<{ attempt: number }>(
    `UPDATE touchstone.stage_runs s SET status = 'running', attempt = attempt + 1, owner = $3, heartbeat = now(),
            error = NULL, progress = NULL, started_at = now(), finished_at = NULL
       FROM touchstone.runs r
      WHERE r.id = s.run_id AND r.status IN ('queued', 'running')
        AND s.run_id = $1 AND s.stage = $2 AND s.status <> 'done' RETURNING s.attempt`,
    [runId, stage, owner],
  );
  return row ? { runId, stage, attempt: row.attempt } : null;
}

/** Says "still at it" and stores the progress. False when this attempt was overtaken or the run ended: stop then. */
export async function beat(sql: Queryable, at: Attempt, progress: StageProgress | null): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.stage_runs s SET heartbeat = now(), progress = coalesce($4, progress)
       FROM touchstone.runs r
      WHERE r.id = s.run_id AND r.status IN ('queued', 'running')
        AND s.run_id = $1 AND s.stage = $2 AND s.attempt = $3 AND s.status = 'running' RETURNING s.stage`,
    [at.runId, at.stage, at.attempt, progress === null ? null : toJson(progress)],
  );
  return rows.length > 0;
}

/** Stores a stage's result; false when this attempt was overtaken. */
export async function finishStage(
  sql: Queryable,
  at: Attempt,
  end: { result: StageResult; cached: boolean; stageKey: string; seconds: number },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.stage_runs SET status = 'done', cached = $4, stage_key = $5, outputs = $6, summary = $7, seconds = $8,
            finished_at = now(), progress = NULL
      WHERE run_id = $1 AND stage = $2 AND attempt = $3 AND status = 'running' RETURNING stage`,
    [
      at.runId,
      at.stage,
      at.attempt,
      end.cached,
      end.stageKey,
      toJson(end.result.outputs),
      toJson(end.result.summary),
      end.seconds,
    ],
  );
  return rows.length > 0;
}

/** Puts a stage down after an error: `pending` when it will be tried again. False when this attempt was overtaken. */
export async function dropStage(
  sql: Queryable,
  at: Attempt,
  end: { status: 'pending' | 'failed' | 'cancelled'; error: StoredError | null; seconds: number },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.stage_runs SET status = $4, error = $5, seconds = $6, finished_at = now()
      WHERE run_id = $1 AND stage = $2 AND attempt = $3 AND status = 'running' RETURNING stage`,
    [at.runId, at.stage, at.attempt, end.status, end.error === null ? null : toJson(end.error), end.seconds],
  );
  return rows.length > 0;
}

/** Stages that somebody is at work on: running, with a heartbeat not older than `seconds`, by another owner than `dead`. */
export async function liveStages(
  sql: Queryable,
  runId: string,
  seconds: number,
  dead: string | null,
): Promise<StageName[]> {
  const rows = await sql.query<{ stage: StageName }>(
    `SELECT stage FROM touchstone.stage_runs
      WHERE run_id = $1 AND status = 'running' AND heartbeat > now() - make_interval(secs => $2)
        AND ($3::text IS NULL OR owner <> $3)`,
    [runId, seconds, dead],
  );
  return rows.map((row) => row.stage);
}

/** Marks what was running as put down, when a run is cancelled from outside. */
export async function cancelStages(sql: Queryable, runId: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.stage_runs SET status = 'cancelled', finished_at = now() WHERE run_id = $1 AND status = 'running'`,
    [runId],
  );
}

/** Seconds of work by stage, for the metrics page. */
export async function stageTotals(
  sql: Queryable,
): Promise<{ stage: StageName; cached: boolean; count: number; seconds: number }[]> {
  return sql.query(
    `SELECT stage, cached, count(*)::integer AS count, coalesce(sum(seconds), 0) AS seconds
       FROM touchstone.stage_runs WHERE status = 'done' GROUP BY stage, cached`,
  );
}
