import { TouchstoneError } from '../../contracts/errors/error.ts';
import type {
  DeliveryFault,
  DeliveryStatus,
  DeliveryView,
  NoticeFacts,
  NoticeType,
  NoticeView,
} from '../../contracts/notices.ts';
import type { Page } from '../../contracts/views.ts';
import type { Database, Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';
import { type PageWindow, pageOf } from './page.ts';

/** A notice that is to be sent. */
export interface NoticeDraft {
  readonly id: string;
  readonly type: NoticeType;
  readonly name: string;
  readonly runId: string | null;
  readonly triggerId: string | null;
  /** null: gathered at the first try. */
  readonly facts: NoticeFacts | null;
  readonly targets: readonly string[];
}

/** Writes a notice down with a delivery for each target; one that is switched off gets it on record alone. */
export async function insertNotice(sql: Queryable, draft: NoticeDraft): Promise<void> {
  const { id, type, name, runId, triggerId, facts, targets } = draft;
  await sql.query(
    'INSERT INTO touchstone.notices (id, type, name, run_id, trigger_id, facts) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, type, name, runId, triggerId, facts === null ? null : toJson(facts)],
  );
  const off: DeliveryFault = { code: 'target_off', detail: '' };
  await sql.query(
    `INSERT INTO touchstone.notice_deliveries (notice_id, target, status, fault)
     SELECT $1, t.name, CASE WHEN s.off_since IS NULL THEN 'pending' ELSE 'dropped' END,
            CASE WHEN s.off_since IS NULL THEN NULL ELSE $3::jsonb END
       FROM unnest($2::text[]) AS t(name) LEFT JOIN touchstone.notice_targets s ON s.name = t.name`,
    [id, [...targets], toJson(off)],
  );
}

interface NoticeRow {
  readonly id: string;
  readonly type: NoticeType;
  readonly name: string;
  readonly run_id: string | null;
  readonly trigger_id: string | null;
  readonly at: Date;
}

interface DeliveryRow {
  readonly notice_id: string;
  readonly target: string;
  readonly status: DeliveryStatus;
  readonly fault: DeliveryFault | null;
  readonly attempts: number;
  readonly next_at: Date;
  readonly last_at: Date | null;
  readonly delivered_at: Date | null;
}

const COLUMNS = 'id, type, name, run_id, trigger_id, at';

/** Newest first; `status`: those with a delivery that stands so. */
export async function listNotices(
  sql: Queryable,
  { status }: { readonly status?: DeliveryStatus | undefined },
  window: PageWindow,
): Promise<Page<NoticeView>> {
  const rows = await sql.query<NoticeRow>(
    `SELECT ${COLUMNS} FROM touchstone.notices n
      WHERE ($1::text IS NULL OR id < $1) AND ($2::text IS NULL OR EXISTS
        (SELECT 1 FROM touchstone.notice_deliveries d WHERE d.notice_id = n.id AND d.status = $2))
      ORDER BY id DESC LIMIT $3`,
    [window.after, status ?? null, window.limit + 1],
  );
  const page = pageOf(
    rows,
    window.limit,
    (row) => row,
    (row) => row.id,
  );
  return { items: await withDeliveries(sql, page.items), next: page.next };
}

/** Error: `NOTICE_NOT_FOUND`. */
export async function noticeById(sql: Queryable, id: string): Promise<NoticeView> {
  const rows = await sql.query<NoticeRow>(`SELECT ${COLUMNS} FROM touchstone.notices WHERE id = $1`, [id]);
  const [view] = await withDeliveries(sql, rows);
  if (view === undefined) throw new TouchstoneError('NOTICE_NOT_FOUND', { params: { id } });
  return view;
}

/** Sends a notice again: to this target, or to all that it has. Gives the number of deliveries. */
export async function replayNotice(sql: Queryable, id: string, target: string | null): Promise<number> {
  const rows = await sql.query(
    `UPDATE touchstone.notice_deliveries
        SET status = 'pending', round = round + 1, failures = 0, next_at = now(), delivered_at = NULL
      WHERE notice_id = $1 AND ($2::text IS NULL OR target = $2) RETURNING target`,
    [id, target],
  );
  return rows.length;
}

/** Forgets notices older than so many days, but none that is still to be delivered. Gives their number. */
export async function forgetNotices(database: Database, days: number): Promise<number> {
  return database.transaction(async (sql) => {
    const old = await sql.query<{ id: string }>(
      `SELECT id FROM touchstone.notices n WHERE at < now() - make_interval(days => $1) AND NOT EXISTS
         (SELECT 1 FROM touchstone.notice_deliveries d WHERE d.notice_id = n.id AND d.status = 'pending') FOR UPDATE`,
      [days],
    );
    const ids = old.map(({ id }) => id);
    await sql.query('DELETE FROM touchstone.notice_deliveries WHERE notice_id = ANY($1)', [ids]);
    await sql.query('DELETE FROM touchstone.notices WHERE id = ANY($1)', [ids]);
    return ids.length;
  });
}

/** Number of deliveries by target and status, for the metrics page. */
export async function countDeliveries(
  sql: Queryable,
): Promise<{ target: string; status: DeliveryStatus; count: number }[]> {
  return sql.query(
    'SELECT target, status, count(*)::integer AS count FROM touchstone.notice_deliveries GROUP BY target, status',
  );
}

async function withDeliveries(sql: Queryable, rows: readonly NoticeRow[]): Promise<NoticeView[]> {
  const deliveries = await sql.query<DeliveryRow>(
    `SELECT notice_id, target, status, fault, attempts, next_at, last_at, delivered_at
       FROM touchstone.notice_deliveries WHERE notice_id = ANY($1) ORDER BY target`,
    [rows.map((row) => row.id)],
  );
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    name: row.name,
    run: row.run_id,
    trigger: row.trigger_id,
    at: row.at.toISOString(),
    deliveries: deliveries.filter((one) => one.notice_id === row.id).map(deliveryView),
  }));
}

function deliveryView(row: DeliveryRow): DeliveryView {
  return {
    target: row.target,
    status: row.status,
    attempts: row.attempts,
    nextAt: row.status === 'pending' ? row.next_at.toISOString() : null,
    lastAt: row.last_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    fault: row.fault,
  };
}
