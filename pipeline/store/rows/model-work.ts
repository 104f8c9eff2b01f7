import type { TreeEntry } from '../../contracts/artifact.ts';
import type { StoredError } from '../../contracts/errors/error.ts';
import type { WorkDraft, WorkEnvelope, WorkNeeds, WorkStatus } from '../../contracts/nodes/work.ts';
import type { StageProgress } from '../../contracts/stage.ts';
import type { TrainerResult } from '../../contracts/trainer.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** Who offers work says so again and again; when that stops for so long, nobody wants it any more. */
const WANTED_SECONDS = 1800;

/** A node that was lost with a work. */
export interface Loss {
  readonly node: string;
  /** Of its agent, which may turn out to be alive. */
  readonly session: string | null;
  readonly at: string;
}

/** Offered work as it is stored. */
export interface WorkRow {
  readonly id: string;
  readonly run_id: string;
  readonly project: string;
  readonly priority: number;
  readonly verb: string;
  readonly envelope: WorkEnvelope;
  readonly needs: WorkNeeds;
  readonly status: WorkStatus;
  readonly waiting_since: Date;
  readonly lease: number;
  readonly node: string | null;
  readonly secret_hash: string | null;
  readonly leased_at: Date | null;
  readonly preempted_for: string | null;
  readonly progress: StageProgress | null;
  readonly checkpoint: readonly TreeEntry[] | null;
  readonly checkpoint_by: number | null;
  readonly losses: readonly Loss[];
  readonly unfit_nodes: readonly string[];
  readonly seconds: number;
  readonly result: TrainerResult | null;
  readonly outputs: readonly TreeEntry[] | null;
  readonly error: StoredError | null;
}

const COLUMNS = `id, run_id, project, priority, verb, envelope, needs, status, waiting_since, lease, node, secret_hash, leased_at,
  preempted_for, progress, checkpoint, checkpoint_by, losses, unfit_nodes, seconds, result, outputs, error`;

/** What is waiting or under way needs no envelope to be thought about; those may be long. */
const BRIEF = COLUMNS.replace('envelope,', '').replace('result, outputs, error', 'error');
export type BriefWork = Omit<WorkRow, 'envelope' | 'result' | 'outputs'>;

/** Offers work; what is waiting, under way or done stays as it is, and what came to nothing begins anew from its checkpoint. */
export async function offerWork(sql: Queryable, { id, of, envelope, needs }: WorkDraft): Promise<void> {
  await sql.query(
    `INSERT INTO touchstone.model_work AS w (id, run_id, stage, project, priority, verb, envelope, needs, wanted_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => ${WANTED_SECONDS}))
     ON CONFLICT (id) DO UPDATE SET wanted_until = excluded.wanted_until, run_id = excluded.run_id,
       status = 'waiting', waiting_since = now(), envelope = excluded.envelope, needs = excluded.needs,
       priority = excluded.priority, node = NULL, secret_hash = NULL, lease_until = NULL, losses = '[]', unfit_nodes = '[]', error = NULL,
       progress = NULL, preempted_for = NULL, ended_at = NULL
      WHERE w.status IN ('failed', 'withdrawn')`,
    [
      ...[id, of.runId, of.stage, of.project, of.priority, envelope.verb],
      ...[toJson(envelope), toJson(needs)],
    ],
  );
}

/** Null where there is none. */
export async function workById(sql: Queryable, id: string): Promise<WorkRow | null> {
  const [row] = await sql.query<WorkRow>(`SELECT ${COLUMNS} FROM touchstone.model_work WHERE id = $1`, [id]);
  return row ?? null;
}

/** Says that somebody waits for it. */
export async function wantWork(sql: Queryable, id: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.model_work SET wanted_until = now() + make_interval(secs => ${WANTED_SECONDS}) WHERE id = $1`,
    [id],
  );
}

/** How work stands, without what may be long. */
export async function briefWork(sql: Queryable, id: string): Promise<BriefWork | null> {
  const [row] = await sql.query<BriefWork>(`SELECT ${BRIEF} FROM touchstone.model_work WHERE id = $1`, [id]);
  return row ?? null;
}

/** Waiting work and work under way, the oldest first. */
export async function openWork(sql: Queryable): Promise<BriefWork[]> {
  return sql.query<BriefWork>(
    `SELECT ${BRIEF} FROM touchstone.model_work WHERE status IN ('waiting', 'leased') ORDER BY waiting_since, id`,
  );
}

/** Cheap, for those who ask again and again. */
export async function hasWaitingWork(sql: Queryable): Promise<boolean> {
  return (await sql.query(`SELECT 1 FROM touchstone.model_work WHERE status = 'waiting' LIMIT 1`)).length > 0;
}

export async function withdrawWork(sql: Queryable, id: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.model_work SET status = 'withdrawn', node = NULL, lease_until = NULL, ended_at = now()
      WHERE id = $1 AND status IN ('waiting', 'leased')`,
    [id],
  );
}

/** Work whose run is over, or that nobody asks for any more, is withdrawn. */
export async function withdrawUnwanted(sql: Queryable): Promise<void> {
  await sql.query(
    `UPDATE touchstone.model_work w SET status = 'withdrawn', node = NULL, lease_until = NULL, ended_at = now()
       FROM touchstone.runs r
      WHERE r.id = w.run_id AND w.status IN ('waiting', 'leased')
        AND (w.wanted_until < now() OR r.status NOT IN ('queued', 'running'))`,
  );
}

/** An agent that was thought lost is still the same: it was slow or cut off, and no work brought it down. */
export async function forgiveLosses(sql: Queryable, node: string, session: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.model_work SET losses = (
        SELECT coalesce(jsonb_agg(loss), '[]') FROM jsonb_array_elements(losses) loss
         WHERE NOT (loss->>'node' = $1 AND loss->>'session' = $2))
      WHERE status = 'waiting' AND losses <> '[]'`,
    [node, session],
  );
}

/** Done work that has to be done again. */
export async function redoWork(sql: Queryable, id: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.model_work SET status = 'waiting', waiting_since = now(), result = NULL, outputs = NULL, checkpoint = NULL,
            node = NULL, ended_at = NULL WHERE id = $1 AND status = 'done'`,
    [id],
  );
}

/** Seconds that nodes spent for each project within the last day, what is under way included. */
export async function usageByProject(sql: Queryable): Promise<{ project: string; seconds: number }[]> {
  return sql.query(
    `SELECT project, sum(seconds + CASE WHEN status = 'leased' THEN extract(epoch FROM now() - leased_at) ELSE 0 END)::float8 AS seconds
       FROM touchstone.model_work WHERE status IN ('waiting', 'leased') OR ended_at > now() - interval '1 day'
      GROUP BY project`,
  );
}

/** Mean seconds that done work of a verb took lately; nothing of a verb that was not done yet. */
export async function usualSeconds(sql: Queryable): Promise<{ verb: string; seconds: number }[]> {
  return sql.query(
    `SELECT verb, avg(seconds)::float8 AS seconds FROM touchstone.model_work
      WHERE status = 'done' AND ended_at > now() - interval '7 days' GROUP BY verb`,
  );
}

/** Numbers of works by status, for the metrics page. */
export async function countWork(sql: Queryable): Promise<{ status: WorkStatus; count: number }[]> {
  return sql.query('SELECT status, count(*)::integer AS count FROM touchstone.model_work GROUP BY status');
}
