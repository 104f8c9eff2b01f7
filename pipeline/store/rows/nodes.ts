import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { NodeHealth, NodeState, NodeUnfit, NodeView } from '../../contracts/nodes/node.ts';
import { AWAY_AFTER_SECONDS } from '../../contracts/nodes/protocol.ts';
import type { StageProgress } from '../../contracts/stage.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** A node as it is stored, with what it is at work on. */
export interface NodeRow {
  readonly name: string;
  readonly token_hash: string | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly drained_by: string | null;
  readonly drained_at: Date | null;
  readonly session: string | null;
  readonly version: string | null;
  readonly labels: readonly string[];
  readonly health: NodeHealth | null;
  readonly unfit: NodeUnfit | null;
  readonly seen_at: Date | null;
  readonly away: boolean;
  readonly work_id: string | null;
  readonly run_id: string | null;
  readonly stage: string | null;
  readonly verb: string | null;
  readonly leased_at: Date | null;
  readonly progress: StageProgress | null;
}

const NODES = `SELECT n.name, n.token_hash, n.created_by, n.created_at, n.drained_by, n.drained_at, n.session, n.version, n.labels,
         n.health, n.unfit, n.seen_at,
         n.seen_at IS NULL OR n.seen_at < now() - make_interval(secs => ${AWAY_AFTER_SECONDS}) AS away,
         w.id AS work_id, w.run_id, w.stage, w.verb, w.leased_at, w.progress
    FROM touchstone.nodes n LEFT JOIN touchstone.model_work w ON w.node = n.name AND w.status = 'leased'
   WHERE n.removed_at IS NULL`;

/** All nodes that were not removed, by name. */
export async function nodeRows(sql: Queryable): Promise<NodeRow[]> {
  return sql.query<NodeRow>(`${NODES} ORDER BY n.name`);
}

/** Error: `NODE_NOT_FOUND`. */
export async function nodeByName(sql: Queryable, name: string): Promise<NodeRow> {
  const [row] = await sql.query<NodeRow>(`${NODES} AND n.name = $1`, [name]);
  if (row === undefined) throw new TouchstoneError('NODE_NOT_FOUND', { params: { name } });
  return row;
}

/** A removed node's name may be given again, with a new token. Error: `NODE_EXISTS`. */
export async function addNode(
  sql: Queryable,
  { name, tokenHash, by }: { readonly name: string; readonly tokenHash: string; readonly by: string },
): Promise<void> {
  const rows = await sql.query(
    `INSERT INTO touchstone.nodes AS n (name, token_hash, created_by) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET token_hash = $2, created_by = $3, created_at = now(), removed_by = NULL,
       removed_at = NULL, drained_by = NULL, drained_at = NULL, session = NULL, version = NULL, labels = '[]', health = NULL,
       unfit = NULL, seen_at = NULL
      WHERE n.removed_at IS NOT NULL RETURNING name`,
    [name, tokenHash, by],
  );
  if (rows.length === 0) throw new TouchstoneError('NODE_EXISTS', { params: { name } });
}

/** Revokes a node's token for good; false where there is no such node. */
export async function removeNode(sql: Queryable, name: string, by: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.nodes SET token_hash = NULL, session = NULL, removed_by = $2, removed_at = now()
      WHERE name = $1 AND removed_at IS NULL RETURNING name`,
    [name, by],
  );
  return rows.length > 0;
}

/** `by` null: it takes work again. */
export async function drainNode(sql: Queryable, name: string, by: string | null): Promise<void> {
  await sql.query(
    `UPDATE touchstone.nodes SET drained_by = $2, drained_at = CASE WHEN $2::text IS NULL THEN NULL ELSE now() END
      WHERE name = $1 AND removed_at IS NULL`,
    [name, by],
  );
}

/** An agent has begun; any other of this node is over. */
export async function beginSession(
  sql: Queryable,
  agent: {
    readonly name: string;
    readonly session: string;
    readonly version: string;
    readonly labels: readonly string[];
    readonly health: NodeHealth;
  },
): Promise<void> {
  await sql.query(
    `UPDATE touchstone.nodes SET session = $2, version = $3, labels = $4, health = $5, unfit = NULL, seen_at = now()
      WHERE name = $1`,
    [agent.name, agent.session, agent.version, toJson(agent.labels), toJson(agent.health)],
  );
}

/** A word of a node. False where another agent has begun in its place. */
export async function hearOfNode(
  sql: Queryable,
  word: {
    readonly name: string;
    readonly session: string;
    readonly health: NodeHealth;
    readonly unfit: NodeUnfit | null;
  },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.nodes SET health = $3, unfit = $4, seen_at = now() WHERE name = $1 AND session = $2 RETURNING name`,
    [word.name, word.session, toJson(word.health), word.unfit === null ? null : toJson(word.unfit)],
  );
  return rows.length > 0;
}

/** A word of a node that is at work. */
export async function hearOfBusyNode(sql: Queryable, name: string, health: NodeHealth): Promise<void> {
  await sql.query('UPDATE touchstone.nodes SET health = $2, seen_at = now() WHERE name = $1', [
    name,
    toJson(health),
  ]);
}

export async function markUnfit(sql: Queryable, name: string, unfit: NodeUnfit): Promise<void> {
  await sql.query('UPDATE touchstone.nodes SET unfit = $2 WHERE name = $1', [name, toJson(unfit)]);
}

/** How a node stands, the first state that applies. */
export function stateOf(row: NodeRow): NodeState {
  if (row.seen_at === null) return 'new';
  if (row.away) return 'away';
  if (row.unfit !== null) return 'unfit';
  if (row.drained_at !== null) return 'draining';
  return row.work_id === null ? 'ready' : 'busy';
}

/** A node as people see it. */
export function nodeView(row: NodeRow): NodeView {
  return {
    name: row.name,
    state: stateOf(row),
    labels: row.labels,
    version: row.version,
    health: row.health,
    unfit: row.unfit,
    draining: row.drained_at === null ? null : { by: row.drained_by ?? '', at: row.drained_at.toISOString() },
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    seenAt: row.seen_at?.toISOString() ?? null,
    work:
      row.work_id === null
        ? null
        : {
            id: row.work_id,
            run: row.run_id!,
            stage: row.stage!,
            verb: row.verb!,
            startedAt: row.leased_at!.toISOString(),
            progress: row.progress,
          },
  };
}
