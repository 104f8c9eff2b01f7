import { newId } from '../../config/ids.ts';
import { type StoredError, TouchstoneError } from '../../contracts/errors/error.ts';
import type { TriggerKind } from '../../contracts/names.ts';
import type { RunTrigger, StoredTrigger, TriggerCause, TriggerOutcome } from '../../contracts/triggers.ts';
import type { Page } from '../../contracts/views.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';
import { versionsById } from './datasets.ts';
import { type PageWindow, pageOf } from './page.ts';

/** A trigger as it is stored. */
export interface TriggerRow {
  readonly id: string;
  readonly name: string;
  readonly cause: TriggerCause;
  readonly key: string | null;
  /** What is to be run, as it was asked for; null once that is decided. */
  readonly asked: unknown;
  readonly dataset_id: string | null;
  readonly test_id: string | null;
  readonly spec_digest: string | null;
  readonly outcome: TriggerOutcome;
  readonly run_id: string | null;
  readonly error: StoredError | null;
  readonly at: Date;
  readonly settled_at: Date | null;
}

const COLUMNS =
  'id, name, cause, key, asked, dataset_id, test_id, spec_digest, outcome, run_id, error, at, settled_at';

/** What was decided about a trigger. */
export interface Settlement {
  readonly outcome: Exclude<TriggerOutcome, 'pending'>;
  readonly dataset_id: string | null;
  readonly test_id: string | null;
  readonly spec_digest: string | null;
  readonly run_id: string | null;
  readonly error: StoredError | null;
}

/** A trigger that is about to be written down. */
export interface TriggerDraft {
  readonly id: string;
  readonly name: string;
  readonly cause: TriggerCause;
  readonly key: string | null;
}

/** An id for a trigger. */
export function newTriggerId(): string {
  return newId('trg');
}

/** Writes a trigger down before anything is decided; false where its key is on record already. */
export async function insertPending(sql: Queryable, draft: TriggerDraft, asked: unknown): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO touchstone.triggers (id, name, kind, cause, key, asked, outcome)
     VALUES ($1, $2, $3, $4, $5, $6, 'pending') ON CONFLICT (key) DO NOTHING RETURNING id`,
    [draft.id, draft.name, draft.cause.kind, toJson(draft.cause), draft.key, toJson(asked)],
  );
  return rows.length > 0;
}

/** Writes down what was decided, of a trigger that is pending or new. */
export async function settleTrigger(
  sql: Queryable,
  draft: TriggerDraft,
  end: Settlement,
): Promise<TriggerRow> {
  const [row] = await sql.query<TriggerRow>(
    `INSERT INTO touchstone.triggers
       (id, name, kind, cause, key, dataset_id, test_id, spec_digest, outcome, run_id, error, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())
     ON CONFLICT (id) DO UPDATE SET asked = NULL, dataset_id = excluded.dataset_id, test_id = excluded.test_id,
       spec_digest = excluded.spec_digest, outcome = excluded.outcome, run_id = excluded.run_id,
       error = excluded.error, settled_at = excluded.settled_at
     RETURNING ${COLUMNS}`,
    [
      ...[draft.id, draft.name, draft.cause.kind, toJson(draft.cause), draft.key],
      ...[end.dataset_id, end.test_id, end.spec_digest, end.outcome, end.run_id],
      end.error === null ? null : toJson(end.error),
    ],
  );
  return row!;
}

/** Takes a key from the trigger that has it, for another that is to have it. */
export async function freeKey(sql: Queryable, key: string): Promise<void> {
  await sql.query('UPDATE touchstone.triggers SET key = NULL WHERE key = $1', [key]);
}

/** The trigger with this key, or null. */
export async function triggerByKey(sql: Queryable, key: string): Promise<TriggerRow | null> {
  const [row] = await sql.query<TriggerRow>(`SELECT ${COLUMNS} FROM touchstone.triggers WHERE key = $1`, [
    key,
  ]);
  return row ?? null;
}

/** The trigger with this id, or null. */
export async function triggerIfThere(sql: Queryable, id: string): Promise<TriggerRow | null> {
  const [row] = await sql.query<TriggerRow>(`SELECT ${COLUMNS} FROM touchstone.triggers WHERE id = $1`, [id]);
  return row ?? null;
}

/** Error: `TRIGGER_NOT_FOUND`. */
export async function triggerById(sql: Queryable, id: string): Promise<TriggerRow> {
  const row = await triggerIfThere(sql, id);
  if (row === null) throw new TouchstoneError('TRIGGER_NOT_FOUND', { params: { id } });
  return row;
}

/** Triggers that are older than `seconds` and still not decided, oldest first. */
export async function pendingTriggers(sql: Queryable, seconds: number): Promise<TriggerRow[]> {
  return sql.query<TriggerRow>(
    `SELECT ${COLUMNS} FROM touchstone.triggers
      WHERE outcome = 'pending' AND at < now() - $1 * interval '1 second' ORDER BY id LIMIT 100`,
    [seconds],
  );
}

/** Newest first. */
export async function listTriggers(
  sql: Queryable,
  filter: { name?: string | undefined; outcome?: TriggerOutcome | undefined; run?: string | undefined },
  window: PageWindow,
): Promise<Page<StoredTrigger>> {
  const rows = await sql.query<TriggerRow>(
    `SELECT ${COLUMNS} FROM touchstone.triggers
      WHERE ($1::text IS NULL OR id < $1) AND ($2::text IS NULL OR name = $2) AND ($3::text IS NULL OR outcome = $3)
        AND ($4::text IS NULL OR run_id = $4)
      ORDER BY id DESC LIMIT $5`,
    [window.after, filter.name ?? null, filter.outcome ?? null, filter.run ?? null, window.limit + 1],
  );
  const page = pageOf(
    rows,
    window.limit,
    (row) => row,
    (row) => row.id,
  );
  return { items: await triggerViews(sql, page.items), next: page.next };
}

/** Triggers as they are shown, errors still without words. */
export async function triggerViews(sql: Queryable, rows: readonly TriggerRow[]): Promise<StoredTrigger[]> {
  const uploads = rows.flatMap((row) => [row.dataset_id, row.test_id]).filter((id) => id !== null);
  const versions = await versionsById(sql, uploads);
  const dataOf = (id: string | null) => {
    const found = id === null ? undefined : versions.get(id);
    if (found === undefined) return null;
    const { dataset, version, digest } = found;
    return { id: found.id, dataset, version, digest };
  };
  return rows.map((row) => ({
    ...row.cause,
    id: row.id,
    name: row.name,
    at: row.at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    data: dataOf(row.dataset_id),
    test: dataOf(row.test_id),
    specDigest: row.spec_digest,
    outcome: row.outcome,
    run: row.run_id,
    error: row.error,
  }));
}

/** A run's triggers: the one that started it, and those that it answers too, the latest 20 of them. */
export interface TriggersOfRun {
  readonly started: RunTrigger | null;
  readonly joined: readonly RunTrigger[];
}

/** Which triggers each of these runs answers. */
export async function triggersOfRuns(
  sql: Queryable,
  runs: readonly string[],
): Promise<ReadonlyMap<string, TriggersOfRun>> {
  const rows = await sql.query<Pick<TriggerRow, 'id' | 'cause' | 'at' | 'outcome'> & { run_id: string }>(
    `SELECT t.id, t.cause, t.at, t.outcome, t.run_id FROM unnest($1::text[]) AS r(id)
      CROSS JOIN LATERAL (
        (SELECT * FROM touchstone.triggers WHERE run_id = r.id AND outcome = 'started' LIMIT 1)
        UNION ALL
        (SELECT * FROM touchstone.triggers WHERE run_id = r.id AND outcome = 'joined' ORDER BY id DESC LIMIT 20)
      ) t ORDER BY t.id`,
    [runs],
  );
  const found = new Map<string, { started: RunTrigger | null; joined: RunTrigger[] }>();
  for (const { id, cause, at, outcome, run_id } of rows) {
    const own = found.get(run_id) ?? { started: null, joined: [] };
    found.set(run_id, own);
    const trigger = { ...cause, id, at: at.toISOString() };
    if (outcome === 'started') own.started = trigger;
    else own.joined.push(trigger);
  }
  return found;
}

/** Number of triggers by kind and outcome, for the metrics page. */
export async function countTriggers(
  sql: Queryable,
): Promise<{ kind: TriggerKind; outcome: TriggerOutcome; count: number }[]> {
  return sql.query(
    'SELECT kind, outcome, count(*)::integer AS count FROM touchstone.triggers GROUP BY kind, outcome',
  );
}

/** Takes triggers that led to no run off the record after `days`. */
export async function forgetTriggers(sql: Queryable, days: number): Promise<void> {
  await sql.query(
    `DELETE FROM touchstone.triggers WHERE id IN (
       SELECT id FROM touchstone.triggers
        WHERE outcome IN ('refused', 'unchanged') AND at < now() - $1 * interval '1 day' ORDER BY id LIMIT 1000)`,
    [days],
  );
}
