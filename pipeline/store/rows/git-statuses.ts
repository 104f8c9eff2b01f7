import type { StoredError } from '../../contracts/errors/error.ts';
import type { TriggerCommit, TriggerOutcome } from '../../contracts/triggers.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** What a forge is to be told of a commit, or was. */
export interface GitStatusRow {
  readonly name: string;
  readonly commit: string;
  readonly trigger_id: string;
  readonly change: number;
  readonly changed_at: Date;
  readonly attempts: number;
  readonly next_at: Date | null;
  readonly state: string | null;
  readonly sent_at: Date | null;
  readonly given_up_at: Date | null;
  readonly error: StoredError | null;
}

const COLUMNS =
  'name, commit, trigger_id, change, changed_at, attempts, next_at, state, sent_at, given_up_at, error';

/** A trigger that came from a commit. */
export interface CommitTrigger {
  readonly id: string;
  readonly name: string;
  readonly commit: TriggerCommit;
  readonly outcome: TriggerOutcome;
  readonly run_id: string | null;
  readonly error: StoredError | null;
}

const TRIGGER = `id, name, cause->'commit' AS commit, outcome, run_id, error FROM touchstone.triggers`;
const OF_GIT = `kind = 'git' AND cause->'commit' IS NOT NULL AND cause->'commit' <> 'null'::jsonb`;

/** The trigger, where it came from a commit. */
export async function commitTrigger(sql: Queryable, id: string): Promise<CommitTrigger | null> {
  const [row] = await sql.query<CommitTrigger>(`SELECT ${TRIGGER} WHERE id = $1 AND ${OF_GIT}`, [id]);
  return row ?? null;
}

/** Triggers that came from commits and that a run answers. */
export async function commitTriggersOfRun(sql: Queryable, run: string): Promise<CommitTrigger[]> {
  return sql.query<CommitTrigger>(`SELECT ${TRIGGER} WHERE run_id = $1 AND ${OF_GIT} ORDER BY id`, [run]);
}

/** Has the forge told how things stand with a commit, if the pipeline wants that. */
export async function wantStatus(sql: Queryable, { id, name, commit }: CommitTrigger): Promise<void> {
  await sql.query(
    `INSERT INTO touchstone.git_statuses AS s (name, commit, trigger_id, next_at)
     SELECT $1, $2, $3, now() FROM touchstone.pipelines p WHERE p.name = $1 AND p.git->'status' <> 'null'::jsonb
     ON CONFLICT (name, commit) DO UPDATE SET trigger_id = excluded.trigger_id, change = s.change + 1, changed_at = now(),
       attempts = 0, next_at = now(), given_up_at = NULL, error = NULL`,
    [name, commit.id, id],
  );
}

export async function statusOf(sql: Queryable, name: string, commit: string): Promise<GitStatusRow | null> {
  const [row] = await sql.query<GitStatusRow>(
    `SELECT ${COLUMNS} FROM touchstone.git_statuses WHERE name = $1 AND commit = $2`,
    [name, commit],
  );
  return row ?? null;
}

/** Newest first. */
export async function latestStatuses(sql: Queryable, name: string, limit: number): Promise<GitStatusRow[]> {
  return sql.query<GitStatusRow>(
    `SELECT ${COLUMNS} FROM touchstone.git_statuses WHERE name = $1 ORDER BY changed_at DESC LIMIT $2`,
    [name, limit],
  );
}

/** What should have been told so many seconds ago. */
export async function overdueStatuses(sql: Queryable, seconds: number): Promise<GitStatusRow[]> {
  return sql.query<GitStatusRow>(
    `SELECT ${COLUMNS} FROM touchstone.git_statuses WHERE next_at < now() - $1 * interval '1 second'
      ORDER BY next_at LIMIT 100`,
    [seconds],
  );
}

/** The forge took it. */
export async function statusSent(sql: Queryable, row: GitStatusRow, state: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.git_statuses SET state = $4, sent_at = now(), error = NULL, attempts = attempts + 1,
       next_at = CASE WHEN change = $3 THEN NULL ELSE next_at END WHERE name = $1 AND commit = $2`,
    [row.name, row.commit, row.change, state],
  );
}

/** The forge did not take it; `waitSeconds` null: it is given up. */
export async function statusFailed(
  sql: Queryable,
  row: GitStatusRow,
  error: StoredError,
  waitSeconds: number | null,
): Promise<void> {
  await sql.query(
    `UPDATE touchstone.git_statuses SET attempts = attempts + 1, error = $4,
       next_at = now() + $5 * interval '1 second', given_up_at = CASE WHEN $5::double precision IS NULL THEN now() END
      WHERE name = $1 AND commit = $2 AND change = $3`,
    [row.name, row.commit, row.change, toJson(error), waitSeconds],
  );
}
