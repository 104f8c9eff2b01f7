import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Alias, Verdict } from '../../contracts/names.ts';
import type { AliasMove, ModelDraft, ModelVersion } from '../../contracts/registry.ts';
import { checkDraft, checkMove } from '../../contracts/registry-guard.ts';
import type { Page } from '../../contracts/views.ts';
import type { Database, Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';
import { newestJudgement } from './judgements.ts';
import { type PageWindow, pageOf, versionAfter } from './page.ts';

interface ModelRow {
  name: string;
  version: number;
  draft: ModelDraft;
  created_at: Date;
  aliases: Alias[] | null;
}

/** Where each alias points now: its last move. */
const CURRENT = `SELECT DISTINCT ON (name, alias) name, alias, to_version FROM touchstone.alias_moves ORDER BY name, alias, id DESC`;
const SELECT = `SELECT m.name, m.version, m.draft, m.created_at,
  (SELECT array_agg(c.alias ORDER BY c.alias) FROM (${CURRENT}) c WHERE c.name = m.name AND c.to_version = m.version) AS aliases
  FROM touchstone.model_versions m`;

/**
 * Publishes a draft as the name's next version and points the alias at it. The same stage key, or the same adapter on
 * the same base with the verdict that was given last, is the same version: it is returned, not made again, so a retry
 * publishes nothing twice. Judged otherwise, the adapter is a new version, so that no verdict outlives what it rests on.
 * Errors: `MODEL_NOT_PASSED` for a draft that its gate did not pass and nobody answers for; `MODEL_FAILED_SINCE` where
 * another run judged the adapter since, and the version would go straight to work.
 */
export async function publishVersion(
  database: Database,
  draft: ModelDraft,
  alias: Alias,
): Promise<ModelVersion> {
  checkDraft(draft);
  const version = await database.transaction(async (sql) => {
    await lockModel(sql, draft.name);
    const known = await knownVersion(sql, draft);
    if (known !== null) return known;
    const [row] = await sql.query<{ version: number }>(
      `INSERT INTO touchstone.model_versions (name, version, stage_key, adapter, base_digest, draft)
       SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM touchstone.model_versions WHERE name = $1
       RETURNING version`,
      [draft.name, draft.stageKey, draft.adapter.digest, draft.base.digest, toJson(draft)],
    );
    const by = draft.override?.by ?? 'touchstone';
    const move = {
      name: draft.name,
      alias,
      version: row!.version,
      by,
      reason: draft.override?.reason ?? null,
    };
    checkMove({ ...draft, version: row!.version }, await newestJudgement(sql, draft), move);
    await insertMove(sql, 'publish', move);
    return row!.version;
  });
  return versionOf(database, draft.name, version);
}

/** The version that a draft is already, or null. */
async function knownVersion(sql: Queryable, draft: ModelDraft): Promise<number | null> {
  const [published] = await sql.query<{ version: number }>(
    'SELECT version FROM touchstone.model_versions WHERE name = $1 AND stage_key = $2',
    [draft.name, draft.stageKey],
  );
  if (published) return published.version;
  const { name, adapter, base } = draft;
  const [last] = await sql.query<{ version: number; verdict: Verdict }>(
    `SELECT version, draft->>'verdict' AS verdict FROM touchstone.model_versions
      WHERE name = $1 AND adapter = $2 AND base_digest = $3 ORDER BY version DESC LIMIT 1`,
    [name, adapter.digest, base.digest],
  );
  return last?.verdict === draft.verdict ? last.version : null;
}

/** Error: `MODEL_NOT_FOUND`. */
export async function versionOf(
  sql: Queryable,
  name: string,
  version: number | Alias,
): Promise<ModelVersion> {
  const number = typeof version === 'number' ? version : await aliasTarget(sql, name, version);
  const [row] =
    number === null
      ? []
      : await sql.query<ModelRow>(`${SELECT} WHERE m.name = $1 AND m.version = $2`, [name, number]);
  if (!row) throw new TouchstoneError('MODEL_NOT_FOUND', { params: { name: `${name} ${version}` } });
  return modelView(row);
}

/** The version number that an alias points to, or null. */
export async function aliasTarget(sql: Queryable, name: string, alias: Alias): Promise<number | null> {
  const [row] = await sql.query<{ to_version: number }>(
    'SELECT to_version FROM touchstone.alias_moves WHERE name = $1 AND alias = $2 ORDER BY id DESC LIMIT 1',
    [name, alias],
  );
  return row?.to_version ?? null;
}

/** The latest version of every name, by name. */
export async function listModels(sql: Queryable, window: PageWindow): Promise<Page<ModelVersion>> {
  const rows = await sql.query<ModelRow>(
    `${SELECT} WHERE ($1::text IS NULL OR m.name > $1)
       AND m.version = (SELECT max(version) FROM touchstone.model_versions x WHERE x.name = m.name)
     ORDER BY m.name LIMIT $2`,
    [window.after, window.limit + 1],
  );
  return pageOf(rows, window.limit, modelView, (row) => row.name);
}

/** Newest first. */
export async function listModelVersions(
  sql: Queryable,
  name: string,
  window: PageWindow,
): Promise<Page<ModelVersion>> {
  const rows = await sql.query<ModelRow>(
    `${SELECT} WHERE m.name = $1 AND ($2::integer IS NULL OR m.version < $2) ORDER BY m.version DESC LIMIT $3`,
    [name, versionAfter(window), window.limit + 1],
  );
  if (rows.length === 0 && window.after === null)
    throw new TouchstoneError('MODEL_NOT_FOUND', { params: { name } });
  return pageOf(rows, window.limit, modelView, (row) => String(row.version));
}

/** Points an alias at a version. Errors: `MODEL_NOT_FOUND`; `MODEL_NOT_PASSED`, `MODEL_FAILED_SINCE` as `checkMove` says. */
export async function moveAlias(
  database: Database,
  move: { name: string; alias: Alias; version: number; by: string; reason: string | null },
): Promise<ModelVersion> {
  await database.transaction(async (sql) => {
    await lockModel(sql, move.name);
    const version = await versionOf(sql, move.name, move.version);
    checkMove(version, await newestJudgement(sql, version), move);
    await insertMove(sql, 'promote', move);
  });
  return versionOf(database, move.name, move.version);
}

/** Points an alias at the version it pointed to before. Errors: `MODEL_NOT_FOUND`, `MODEL_ROLLBACK_NONE`,
 *  `MODEL_NOT_PASSED`, `MODEL_FAILED_SINCE` as `checkMove` says. */
export async function rollBackAlias(
  database: Database,
  move: { name: string; alias: Alias; by: string; reason: string | null },
): Promise<ModelVersion> {
  const current = await versionOf(database, move.name, move.alias);
  const before = await database.transaction(async (sql) => {
    await lockModel(sql, move.name);
    const target = await earlierTarget(sql, move.name, move.alias);
    if (target === null) return null;
    const version = await versionOf(sql, move.name, target);
    checkMove(version, await newestJudgement(sql, version), move);
    await insertMove(sql, 'rollback', { ...move, version: target });
    return target;
  });
  if (before === null)
    throw new TouchstoneError('MODEL_ROLLBACK_NONE', { params: { name: current.name, alias: move.alias } });
  return versionOf(database, move.name, before);
}

/** What an alias pointed to before its present target: a rollback undoes one move, the next one the move before. */
async function earlierTarget(sql: Queryable, name: string, alias: Alias): Promise<number | null> {
  const moves = await sql.query<{ kind: AliasMove['kind']; to_version: number }>(
    'SELECT kind, to_version FROM touchstone.alias_moves WHERE name = $1 AND alias = $2 ORDER BY id',
    [name, alias],
  );
  const stack: number[] = [];
  for (const move of moves) {
    if (move.kind === 'rollback') stack.pop();
    else stack.push(move.to_version);
  }
  return stack.at(-2) ?? null;
}

/** Newest first, at most the last 1000. */
export async function aliasHistory(sql: Queryable, name: string): Promise<AliasMove[]> {
  const rows = await sql.query<{
    alias: Alias;
    kind: AliasMove['kind'];
    from_version: number | null;
    to_version: number;
    by: string;
    reason: string | null;
    at: Date;
  }>(
    'SELECT alias, kind, from_version, to_version, by, reason, at FROM touchstone.alias_moves WHERE name = $1 ORDER BY id DESC LIMIT 1000',
    [name],
  );
  return rows.map((row) => ({
    alias: row.alias,
    kind: row.kind,
    from: row.from_version,
    to: row.to_version,
    by: row.by,
    reason: row.reason,
    at: row.at.toISOString(),
  }));
}

/** One writer at a time for a model name, until the transaction ends. */
async function lockModel(sql: Queryable, name: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`touchstone:model:${name}`]);
}

async function insertMove(
  sql: Queryable,
  kind: AliasMove['kind'],
  move: { name: string; alias: Alias; version: number; by: string; reason: string | null },
): Promise<void> {
  const from = await aliasTarget(sql, move.name, move.alias);
  if (from === move.version) return;
  await sql.query(
    `INSERT INTO touchstone.alias_moves (name, alias, kind, from_version, to_version, by, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [move.name, move.alias, kind, from, move.version, move.by, move.reason],
  );
}

function modelView(row: ModelRow): ModelVersion {
  return {
    ...row.draft,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    aliases: row.aliases ?? [],
  };
}
