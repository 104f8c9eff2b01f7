import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { DatasetVersionView } from '../../contracts/views.ts';
import type { Database, Queryable } from '../database/database.ts';
import { versionByNumber } from './datasets.ts';

/** A raw file whose time has come. */
export interface ExpiringVersion {
  readonly id: string;
  readonly digest: string;
}

/** Error: `DATASET_RAW_EXPIRED` for a version whose raw file is gone. */
export function checkRaw({ dataset, version, expiredAt }: DatasetVersionView): void {
  if (expiredAt !== null) throw expired(dataset, version);
}

/** Sets when a raw file is deleted; null: never. Error: `DATASET_RAW_EXPIRED`. */
export async function setExpiry(
  database: Database,
  name: string,
  version: number,
  days: number | null,
): Promise<DatasetVersionView> {
  await versionByNumber(database, name, version);
  const rows = await database.query(
    `UPDATE touchstone.dataset_versions SET expires_at = now() + $3 * interval '1 day'
      WHERE dataset = $1 AND version = $2 AND expired_at IS NULL RETURNING id`,
    [name, version, days],
  );
  if (rows.length === 0) throw expired(name, version);
  return versionByNumber(database, name, version);
}

/** Within the transaction that queues a run: its raw files are there and stay. Error: `DATASET_RAW_EXPIRED`. */
export async function holdRaw(sql: Queryable, ids: readonly string[]): Promise<void> {
  const rows = await sql.query<{ dataset: string; version: number; expired_at: Date | null }>(
    'SELECT dataset, version, expired_at FROM touchstone.dataset_versions WHERE id = ANY($1) ORDER BY id FOR SHARE',
    [ids],
  );
  const gone = rows.find(({ expired_at }) => expired_at !== null);
  if (gone) throw expired(gone.dataset, gone.version);
}

/** The same for a run that goes on: once its records are refined it needs no raw file. */
export async function holdRawOfUnrefined(
  sql: Queryable,
  run: { readonly id: string; readonly dataset_id: string; readonly test_id: string | null },
): Promise<void> {
  const refined = await sql.query(
    `SELECT 1 FROM touchstone.stage_runs WHERE run_id = $1 AND stage = 'split' AND status = 'done'`,
    [run.id],
  );
  if (refined.length > 0) return;
  await holdRaw(sql, [run.dataset_id, ...(run.test_id === null ? [] : [run.test_id])]);
}

/** A run that needs version `v`, or may. */
const ACTIVE_RUN = `SELECT 1 FROM touchstone.runs r
  WHERE r.status IN ('queued', 'running') AND v.id IN (r.dataset_id, r.test_id)`;

/** Closes the versions whose time has come and that no active run needs; from then on no run can begin with them. */
export async function closeExpired(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    const due = await sql.query<{ id: string }>(
      `SELECT id FROM touchstone.dataset_versions v
        WHERE expires_at <= now() AND expired_at IS NULL AND NOT EXISTS (${ACTIVE_RUN})
        ORDER BY id LIMIT 100 FOR UPDATE`,
    );
    if (due.length === 0) return;
    // A statement of its own: it sees the runs that were queued while the first one waited for their locks.
    await sql.query(
      `UPDATE touchstone.dataset_versions v SET expired_at = now()
        WHERE v.id = ANY($1) AND NOT EXISTS (${ACTIVE_RUN})`,
      [due.map(({ id }) => id)],
    );
  });
}

/** Versions that are closed and whose bytes may still be there. */
export async function closedVersions(sql: Queryable): Promise<ExpiringVersion[]> {
  return sql.query<ExpiringVersion>(
    `SELECT id, digest FROM touchstone.dataset_versions
      WHERE expired_at IS NOT NULL AND removed_at IS NULL ORDER BY id LIMIT 100`,
  );
}

/** Something that goes with a raw file; `busy`: an active run still works with the same bytes. */
export interface RawDigest {
  readonly digest: string;
  readonly busy: boolean;
}

/**
 * Digests of what is to go with a closed version: its raw file, and what was read from it before anything was masked
 * (outputs of ingest and generate, and of the parts of every stage). Not among them: what another version that is there has as its raw file, and what
 * later stages gave as well (then nothing had to be masked in it).
 */
export async function rawDigests(sql: Queryable, { id, digest }: ExpiringVersion): Promise<RawDigest[]> {
  return sql.query<RawDigest>(
    `WITH outputs AS (
       SELECT s.stage, o.key, o.value->>'digest' AS digest, r.dataset_id, r.test_id,
              r.status IN ('queued', 'running') AS active
         FROM touchstone.stage_runs s JOIN touchstone.runs r ON r.id = s.run_id
        CROSS JOIN LATERAL jsonb_each(s.outputs) o
        WHERE o.value->>'kind' = 'blob'
       UNION ALL
       SELECT 'part', o.key, o.value->>'digest', r.dataset_id, r.test_id, r.status IN ('queued', 'running')
         FROM touchstone.parts p
         JOIN touchstone.runs r ON r.id = p.run_id JOIN touchstone.memo m ON m.stage_key = p.key
        CROSS JOIN LATERAL jsonb_each(m.outputs) o
        WHERE o.value->>'kind' = 'blob'
     ), raw AS (
       SELECT $2::text AS digest
       UNION
       SELECT digest FROM outputs
        WHERE (dataset_id = $1 AND stage IN ('ingest', 'generate') AND key = 'records')
           OR (test_id = $1 AND stage = 'ingest' AND key = 'test')
           OR (stage = 'part' AND $1 IN (dataset_id, test_id))
     )
     SELECT raw.digest, EXISTS (SELECT 1 FROM outputs o WHERE o.digest = raw.digest AND o.active) AS busy
       FROM raw
      WHERE NOT EXISTS (SELECT 1 FROM touchstone.dataset_versions v
                         WHERE v.digest = raw.digest AND v.expired_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM outputs o
                         WHERE o.digest = raw.digest AND o.stage NOT IN ('ingest', 'generate', 'part'))`,
    [id, digest],
  );
}

/** Notes that the bytes of a closed version are gone; false when it was uploaded again meanwhile. */
export async function markRemoved(sql: Queryable, id: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.dataset_versions SET removed_at = now()
      WHERE id = $1 AND expired_at IS NOT NULL AND removed_at IS NULL RETURNING id`,
    [id],
  );
  return rows.length > 0;
}

function expired(name: string, version: number): TouchstoneError {
  return new TouchstoneError('DATASET_RAW_EXPIRED', {
    params: { name, version },
    place: { field: 'dataset' },
  });
}
