import type { BlobRef } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { SuiteView } from '../../contracts/suites.ts';
import type { Database, Queryable } from '../database/database.ts';

interface SuiteRow {
  name: string;
  version: number;
  test_digest: string;
  records: number;
  run_id: string;
  frozen_by: string;
  frozen_reason: string;
  frozen_at: Date;
  unfrozen_by: string | null;
  unfrozen_reason: string | null;
  unfrozen_at: Date | null;
  looks: number;
}

const SELECT = `SELECT s.name, s.version, s.test_digest, s.records, s.run_id, s.frozen_by, s.frozen_reason, s.frozen_at,
  s.unfrozen_by, s.unfrozen_reason, s.unfrozen_at,
  (SELECT count(*)::integer FROM touchstone.test_looks l WHERE l.test_digest = s.test_digest) AS looks
  FROM touchstone.frozen_suites s`;

export interface SuiteDraft {
  readonly name: string;
  readonly test: BlobRef;
  readonly records: number;
  readonly run: string;
  readonly by: string;
  readonly reason: string;
}

/** Freezes a test set for a name. Error: `SUITE_FROZEN` while another is in force. */
export async function freezeSuite(database: Database, draft: SuiteDraft): Promise<SuiteView> {
  const { name, test, records, run, by, reason } = draft;
  await database.transaction(async (sql) => {
    await lockName(sql, name);
    const current = await suiteInForce(sql, name);
    if (current) throw new TouchstoneError('SUITE_FROZEN', { params: { name, by: current.frozen.by } });
    await sql.query(
      `INSERT INTO touchstone.frozen_suites (name, version, test_digest, test_bytes, records, run_id, frozen_by, frozen_reason)
       SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7 FROM touchstone.frozen_suites WHERE name = $1`,
      [name, test.digest, test.bytes, records, run, by, reason],
    );
  });
  return (await suiteInForce(database, name))!;
}

/** Ends it; it stays on record. Error: `SUITE_NONE`. */
export async function unfreezeSuite(
  database: Database,
  { name, by, reason }: { readonly name: string; readonly by: string; readonly reason: string },
): Promise<SuiteView> {
  const [row] = await database.query<{ version: number }>(
    `UPDATE touchstone.frozen_suites SET unfrozen_by = $2, unfrozen_reason = $3, unfrozen_at = now()
      WHERE name = $1 AND unfrozen_at IS NULL RETURNING version`,
    [name, by, reason],
  );
  if (!row) throw new TouchstoneError('SUITE_NONE', { params: { name } });
  const [ended] = await database.query<SuiteRow>(`${SELECT} WHERE s.name = $1 AND s.version = $2`, [
    name,
    row.version,
  ]);
  return viewOf(ended!);
}

/** The suite that runs of a name are judged by, or null. */
export async function suiteInForce(sql: Queryable, name: string): Promise<SuiteView | null> {
  const [row] = await sql.query<SuiteRow>(`${SELECT} WHERE s.name = $1 AND s.unfrozen_at IS NULL`, [name]);
  return row ? viewOf(row) : null;
}

/** All that were ever frozen for a name, newest first. */
export async function listSuites(sql: Queryable, name: string): Promise<SuiteView[]> {
  return (await sql.query<SuiteRow>(`${SELECT} WHERE s.name = $1 ORDER BY s.version DESC`, [name])).map(
    viewOf,
  );
}

/** The test records of a suite. */
export async function suiteBlob(sql: Queryable, name: string, version: number): Promise<BlobRef> {
  const [row] = await sql.query<{ test_digest: string; test_bytes: string }>(
    'SELECT test_digest, test_bytes FROM touchstone.frozen_suites WHERE name = $1 AND version = $2',
    [name, version],
  );
  if (!row) throw new TouchstoneError('SUITE_NONE', { params: { name } });
  return { kind: 'blob', digest: row.test_digest, bytes: Number(row.test_bytes) };
}

async function lockName(sql: Queryable, name: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`touchstone:suite:${name}`]);
}

function viewOf(row: SuiteRow): SuiteView {
  return {
    name: row.name,
    version: row.version,
    testDigest: row.test_digest,
    records: row.records,
    run: row.run_id,
    frozen: { by: row.frozen_by, reason: row.frozen_reason, at: row.frozen_at.toISOString() },
    unfrozen:
      row.unfrozen_at === null
        ? null
        : { by: row.unfrozen_by!, reason: row.unfrozen_reason!, at: row.unfrozen_at.toISOString() },
    looks: row.looks,
  };
}
