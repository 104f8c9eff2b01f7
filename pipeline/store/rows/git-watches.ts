import type { StoredError } from '../../contracts/errors/error.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** A repository that is watched, as it was seen last. */
export interface GitWatchRow {
  readonly name: string;
  readonly source: string;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly subject: string | null;
  readonly content: string | null;
  readonly dataset_id: string | null;
  readonly test_id: string | null;
  readonly looked_at: Date | null;
  readonly failures: number;
  readonly error: StoredError | null;
  readonly wanted_at: Date | null;
}

const COLUMNS =
  'name, source, branch, commit, subject, content, dataset_id, test_id, looked_at, failures, error, wanted_at';

/** What a look found of a commit. */
export type SeenCommit = Pick<
  GitWatchRow,
  'branch' | 'commit' | 'subject' | 'content' | 'dataset_id' | 'test_id'
>;

/** Null: the repository was never looked at. */
export async function watchOf(sql: Queryable, name: string): Promise<GitWatchRow | null> {
  const [row] = await sql.query<GitWatchRow>(
    `SELECT ${COLUMNS} FROM touchstone.git_watches WHERE name = $1`,
    [name],
  );
  return row ?? null;
}

/** Writes down that somebody should look; `source` counts for a pipeline that was never looked at. */
export async function wantLook(sql: Queryable, name: string, source: string): Promise<void> {
  await sql.query(
    `INSERT INTO touchstone.git_watches (name, source, wanted_at) VALUES ($1, $2, now())
     ON CONFLICT (name) DO UPDATE SET wanted_at = now()`,
    [name, source],
  );
}

/** Takes a repository to look at, for so many seconds; null where another service has it. What was seen of another source is forgotten. */
export async function takeWatch(
  sql: Queryable,
  { name, source, by, seconds }: { name: string; source: string; by: string; seconds: number },
): Promise<GitWatchRow | null> {
  const [row] = await sql.query<GitWatchRow>(
    `INSERT INTO touchstone.git_watches AS w (name, source, busy_by, busy_until)
     VALUES ($1, $2, $3, now() + $4 * interval '1 second')
     ON CONFLICT (name) DO UPDATE SET busy_by = excluded.busy_by, busy_until = excluded.busy_until, wanted_at = NULL,
       source = excluded.source,
       commit = CASE WHEN w.source = excluded.source THEN w.commit END,
       content = CASE WHEN w.source = excluded.source THEN w.content END,
       error = CASE WHEN w.source = excluded.source THEN w.error END,
       failures = CASE WHEN w.source = excluded.source THEN w.failures ELSE 0 END
     WHERE w.busy_until IS NULL OR w.busy_until < now()
     RETURNING ${COLUMNS}`,
    [name, source, by, seconds],
  );
  return row ?? null;
}

/** Ends a look that saw a commit; `error`: what was wrong with it. */
export async function recordSeen(
  sql: Queryable,
  name: string,
  seen: SeenCommit,
  error: StoredError | null,
): Promise<void> {
  await sql.query(
    `UPDATE touchstone.git_watches SET branch = $2, commit = $3, subject = $4, content = $5, dataset_id = $6, test_id = $7,
       looked_at = now(), failures = 0, error = $8, busy_by = NULL, busy_until = NULL WHERE name = $1`,
    [
      ...[name, seen.branch, seen.commit, seen.subject, seen.content, seen.dataset_id, seen.test_id],
      error === null ? null : toJson(error),
    ],
  );
}

/** Ends a look that found the commit of the last time. */
export async function recordSame(sql: Queryable, name: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.git_watches SET looked_at = now(), failures = 0, busy_by = NULL, busy_until = NULL,
       error = CASE WHEN failures > 0 THEN NULL ELSE error END WHERE name = $1`,
    [name],
  );
}

/** Ends a look that did not get so far. `againSeconds`: somebody still waits for it, and looks again then. */
export async function recordFailure(
  sql: Queryable,
  name: string,
  error: StoredError,
  againSeconds: number | null,
): Promise<void> {
  await sql.query(
    `UPDATE touchstone.git_watches SET failures = failures + 1, error = $2, busy_by = NULL, busy_until = NULL,
       looked_at = now(), wanted_at = coalesce(now() + $3 * interval '1 second', wanted_at) WHERE name = $1`,
    [name, toJson(error), againSeconds],
  );
}

/** Lets go of a repository that nothing was found out about. */
export async function letGo(sql: Queryable, name: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.git_watches SET busy_by = NULL, busy_until = NULL, wanted_at = coalesce(wanted_at, now()) WHERE name = $1`,
    [name],
  );
}

/** Names for which a look was asked for so many seconds ago, and nobody is at it. */
export async function wantedLooks(sql: Queryable, seconds: number): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT w.name FROM touchstone.git_watches w JOIN touchstone.pipelines p ON p.name = w.name
      WHERE p.git IS NOT NULL AND p.paused_at IS NULL AND w.wanted_at < now() - $1 * interval '1 second'
        AND (w.busy_until IS NULL OR w.busy_until < now()) ORDER BY w.name LIMIT 100`,
    [seconds],
  );
  return rows.map(({ name }) => name);
}

/** Frees what a service that was killed was at. */
export async function freeWatchesOf(sql: Queryable, by: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.git_watches SET busy_by = NULL, busy_until = NULL, wanted_at = coalesce(wanted_at, now()) WHERE busy_by = $1`,
    [by],
  );
}

/** Writes down that a webhook was heard of; false where one of its ids is known already. */
export async function recordDelivery(sql: Queryable, name: string, ids: readonly string[]): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO touchstone.git_deliveries (name, id) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING RETURNING id`,
    [name, ids],
  );
  return rows.length === ids.length;
}

/** Forgets webhooks after so many days; one that comes again then has the repository looked at once more, no harm done. */
export async function forgetDeliveries(sql: Queryable, days: number): Promise<void> {
  await sql.query(`DELETE FROM touchstone.git_deliveries WHERE at < now() - $1 * interval '1 day'`, [days]);
}
