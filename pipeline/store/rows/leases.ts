import type { LeaseRef } from '../../contracts/api/access.ts';
import type { TreeEntry } from '../../contracts/artifact.ts';
import type { StoredError } from '../../contracts/errors/error.ts';
import type { NodeUnfit } from '../../contracts/nodes/node.ts';
import type { StageProgress } from '../../contracts/stage.ts';
import type { TrainerResult } from '../../contracts/trainer.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';
import type { BriefWork, Loss, WorkRow } from './model-work.ts';

/** What holds of a lease that may write; its work is $1 and its number $2. What an older one writes finds nothing to write to. */
const CURRENT = `id = $1 AND lease = $2 AND status = 'leased' AND lease_until > now()`;

/** What becomes of the row when a lease is over and the work waits again. */
const FREED = `status = 'waiting', node = NULL, secret_hash = NULL, lease_until = NULL, preempted_for = NULL,
  seconds = seconds + coalesce(extract(epoch FROM now() - leased_at), 0)`;

/** Gives waiting work to a node; null where another was quicker, or the node has a lease already. */
export async function takeWork(
  sql: Queryable,
  id: string,
  lease: { readonly node: string; readonly secretHash: string; readonly seconds: number },
): Promise<WorkRow | null> {
  const [row] = await sql.query<WorkRow>(
    `UPDATE touchstone.model_work w SET status = 'leased', lease = lease + 1, node = $2, secret_hash = $3,
            lease_until = now() + make_interval(secs => $4), leased_at = now(), progress = NULL, preempted_for = NULL
      WHERE id = $1 AND status = 'waiting'
        AND NOT EXISTS (SELECT 1 FROM touchstone.model_work o WHERE o.node = $2 AND o.status = 'leased')
     RETURNING w.*`,
    [id, lease.node, lease.secretHash, lease.seconds],
  );
  return row ?? null;
}

/** Whether this lease may write; its work. */
export async function currentLease(sql: Queryable, { work, number }: LeaseRef): Promise<WorkRow | null> {
  const [row] = await sql.query<WorkRow>(`SELECT * FROM touchstone.model_work WHERE ${CURRENT}`, [
    work,
    number,
  ]);
  return row ?? null;
}

/**
 * "Still at it". Null when the lease is over or its run is not wanted any more; else whether it is asked to hand back. A message
 * stays with the figures until the next one, so that whoever looks now and then misses none.
 */
export async function beatLease(
  sql: Queryable,
  { work, number }: LeaseRef,
  seconds: number,
  progress: StageProgress | null,
): Promise<{ readonly stop: boolean } | null> {
  const [row] = await sql.query<{ stop: boolean }>(
    `UPDATE touchstone.model_work w SET lease_until = now() + make_interval(secs => $3), progress = CASE WHEN $4::jsonb IS NULL THEN w.progress
              WHEN w.progress ? 'message' THEN jsonb_build_object('message', w.progress->'message') || $4::jsonb
              ELSE $4::jsonb END
       FROM touchstone.runs r
      WHERE r.id = w.run_id AND r.status IN ('queued', 'running')
        AND w.id = $1 AND w.lease = $2 AND w.status = 'leased' AND w.lease_until > now()
     RETURNING w.preempted_for IS NOT NULL AS stop`,
    [work, number, seconds, progress === null ? null : toJson(progress)],
  );
  return row ?? null;
}

/** Keeps a checkpoint, whose files are there. Where it shows that the work came `further`, what was lost before counts no more. */
export async function keepCheckpoint(
  sql: Queryable,
  { work, number }: LeaseRef,
  files: readonly TreeEntry[],
  further: boolean,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.model_work SET checkpoint = $3, checkpoint_by = CASE WHEN $4 THEN $2 ELSE checkpoint_by END,
            losses = CASE WHEN $4 THEN '[]' ELSE losses END
      WHERE ${CURRENT} RETURNING id`,
    [work, number, toJson(files), further],
  );
  return rows.length > 0;
}

/** The work is done. Said again by the same lease it is no error: an answer may get lost. */
export async function finishWork(
  sql: Queryable,
  { work, number }: LeaseRef,
  end: { readonly result: TrainerResult; readonly outputs: readonly TreeEntry[] },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.model_work SET status = 'done', result = $3, outputs = $4, error = NULL, lease_until = NULL,
            seconds = seconds + coalesce(extract(epoch FROM now() - leased_at), 0), ended_at = now()
      WHERE ${CURRENT} RETURNING id`,
    [work, number, toJson(end.result), toJson(end.outputs)],
  );
  return rows.length > 0;
}

/** The trainer said that the work is at fault. */
export async function failWork(
  sql: Queryable,
  { work, number }: LeaseRef,
  error: StoredError,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.model_work SET status = 'failed', error = $3, lease_until = NULL,
            seconds = seconds + coalesce(extract(epoch FROM now() - leased_at), 0), ended_at = now()
      WHERE ${CURRENT} RETURNING id`,
    [work, number, toJson(error)],
  );
  return rows.length > 0;
}

/** Hands work back, so that another takes it; `unfit` says that this node cannot do it. */
export async function releaseWork(
  sql: Queryable,
  { work, number }: LeaseRef,
  unfit: NodeUnfit | null,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.model_work SET unfit_nodes = CASE WHEN $3 THEN unfit_nodes || to_jsonb(node) ELSE unfit_nodes END, ${FREED}
      WHERE ${CURRENT} RETURNING id`,
    [work, number, unfit !== null],
  );
  return rows.length > 0;
}

/** Asks a node to hand its work back, for another work. */
export async function preemptWork(sql: Queryable, id: string, by: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.model_work SET preempted_for = $2 WHERE id = $1 AND status = 'leased' AND preempted_for IS NULL`,
    [id, by],
  );
}

/** A lease that comes to nothing, with the agent that had it. */
export type EndedLease = Pick<BriefWork, 'id' | 'lease' | 'node' | 'losses' | 'checkpoint_by'> & {
  readonly session: string | null;
};

const ENDED = `SELECT w.id, w.lease, w.node, w.losses, w.checkpoint_by, n.session
  FROM touchstone.model_work w JOIN touchstone.nodes n ON n.name = w.node WHERE w.status = 'leased'`;

/** Leases without a heartbeat for as long as one lasts. */
export async function lapsedLeases(sql: Queryable): Promise<EndedLease[]> {
  return sql.query(`${ENDED} AND w.lease_until <= now()`);
}

/** Leases of a node, which has just begun anew or says that it is free. */
export async function leasesOfNode(sql: Queryable, node: string): Promise<EndedLease[]> {
  return sql.query(`${ENDED} AND w.node = $1`, [node]);
}

/** Frees work whose lease came to nothing: with what is held against it from now on, or with an error that ends it. */
export async function freeLostWork(
  sql: Queryable,
  { work, number }: LeaseRef,
  end: { readonly losses: readonly Loss[]; readonly error: StoredError | null },
): Promise<void> {
  const failed = `status = 'failed', error = $4::jsonb, lease_until = NULL, ended_at = now()`;
  await sql.query(
    `UPDATE touchstone.model_work SET losses = $3, ${end.error === null ? `error = $4::jsonb, ${FREED}` : failed}
      WHERE id = $1 AND lease = $2 AND status = 'leased'`,
    [work, number, toJson(end.losses), end.error === null ? null : toJson(end.error)],
  );
}

/**
 * Gives leases that lapsed while no service was there to hear their heartbeats one more time. To be called when a service
 * begins, before it looks for lapsed ones.
 */
export async function extendLeases(sql: Queryable, seconds: number): Promise<void> {
  await sql.query(
    `UPDATE touchstone.model_work SET lease_until = greatest(lease_until, now() + make_interval(secs => $1))
      WHERE status = 'leased'`,
    [seconds],
  );
}
