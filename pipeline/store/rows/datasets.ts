import { newId } from '../../config/ids.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { DatasetVersionView, DatasetView, Page } from '../../contracts/views.ts';
import type { Database, Queryable } from '../database/database.ts';
import { type PageWindow, pageOf, versionAfter } from './page.ts';

interface VersionRow {
  id: string;
  dataset: string;
  version: number;
  digest: string;
  bytes: string;
  filename: string;
  created_at: Date;
  expires_at: Date | null;
  expired_at: Date | null;
}

const COLUMNS = 'id, dataset, version, digest, bytes, filename, created_at, expires_at, expired_at';

/**
 * Records an upload as the dataset's next version. The same bytes again give the version that is there; one that had
 * expired is there again, and a time that is given now replaces the one before.
 */
export async function addVersion(
  database: Database,
  upload: {
    dataset: string;
    digest: string;
    bytes: number;
    filename: string;
    by: string | null;
    expireAfterDays?: number | null;
  },
): Promise<DatasetVersionView> {
  return database.transaction(async (sql) => {
    await sql.query('INSERT INTO touchstone.datasets (name) VALUES ($1) ON CONFLICT DO NOTHING', [
      upload.dataset,
    ]);
    // The dataset's row is the lock that gives version numbers out one at a time.
    await sql.query('SELECT name FROM touchstone.datasets WHERE name = $1 FOR UPDATE', [upload.dataset]);
    const known = await sql.query<VersionRow>(
      `SELECT ${COLUMNS} FROM touchstone.dataset_versions WHERE dataset = $1 AND digest = $2`,
      [upload.dataset, upload.digest],
    );
    if (known[0]) return versionView(await renewed(sql, known[0], upload.expireAfterDays ?? null));
    const [row] = await sql.query<VersionRow>(
      `INSERT INTO touchstone.dataset_versions (id, dataset, version, digest, bytes, filename, created_by, expires_at)
       SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, now() + $7 * interval '1 day' FROM touchstone.dataset_versions WHERE dataset = $2
       RETURNING ${COLUMNS}`,
      [
        newId('dsv'),
        upload.dataset,
        upload.digest,
        upload.bytes,
        upload.filename,
        upload.by,
        upload.expireAfterDays ?? null,
      ],
    );
    return versionView(row!);
  });
}

async function renewed(sql: Queryable, known: VersionRow, days: number | null): Promise<VersionRow> {
  if (known.expired_at === null && days === null) return known;
  const [row] = await sql.query<VersionRow>(
    `UPDATE touchstone.dataset_versions
        SET expires_at = now() + $2 * interval '1 day', expired_at = NULL, removed_at = NULL
      WHERE id = $1 RETURNING ${COLUMNS}`,
    [known.id, days],
  );
  return row!;
}

/** Error: `DATASET_NOT_FOUND`. */
export async function versionById(sql: Queryable, id: string): Promise<DatasetVersionView> {
  const version = (await versionsById(sql, [id])).get(id);
  if (!version) throw new TouchstoneError('DATASET_NOT_FOUND', { params: { name: id } });
  return version;
}

/** The version of this number. Errors: `DATASET_NOT_FOUND`, `DATASET_VERSION_NOT_FOUND`. */
export async function versionByNumber(
  sql: Queryable,
  name: string,
  version: number,
): Promise<DatasetVersionView> {
  const [row] = await sql.query<VersionRow>(
    `SELECT ${COLUMNS} FROM touchstone.dataset_versions WHERE dataset = $1 AND version = $2`,
    [name, version],
  );
  if (row) return versionView(row);
  await datasetByName(sql, name);
  throw new TouchstoneError('DATASET_VERSION_NOT_FOUND', { params: { name, version } });
}

/** The versions that there are among these ids. */
export async function versionsById(
  sql: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DatasetVersionView>> {
  const rows = await sql.query<VersionRow>(
    `SELECT ${COLUMNS} FROM touchstone.dataset_versions WHERE id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, versionView(row)]));
}

/** Error: `DATASET_NOT_FOUND`. */
export async function datasetByName(sql: Queryable, name: string): Promise<DatasetView> {
  const [row] = await sql.query<{ created_at: Date }>(
    'SELECT created_at FROM touchstone.datasets WHERE name = $1',
    [name],
  );
  if (!row) throw new TouchstoneError('DATASET_NOT_FOUND', { params: { name } });
  const { items } = await listVersions(sql, name, { after: null, limit: 1 });
  return { name, createdAt: row.created_at.toISOString(), latest: items[0] ?? null };
}

/** By name. */
export async function listDatasets(sql: Queryable, window: PageWindow): Promise<Page<DatasetView>> {
  const rows = await sql.query<VersionRow & { name: string; dataset_at: Date }>(
    `SELECT d.name, d.created_at AS dataset_at, v.*
       FROM touchstone.datasets d
       LEFT JOIN LATERAL (SELECT ${COLUMNS} FROM touchstone.dataset_versions
                           WHERE dataset = d.name ORDER BY version DESC LIMIT 1) v ON true
      WHERE $1::text IS NULL OR d.name > $1 ORDER BY d.name LIMIT $2`,
    [window.after, window.limit + 1],
  );
  const view = (row: (typeof rows)[number]): DatasetView => ({
    name: row.name,
    createdAt: row.dataset_at.toISOString(),
    latest: row.id === null ? null : versionView(row),
  });
  return pageOf(rows, window.limit, view, (row) => row.name);
}

/** Newest first. */
export async function listVersions(
  sql: Queryable,
  name: string,
  window: PageWindow,
): Promise<Page<DatasetVersionView>> {
  const rows = await sql.query<VersionRow>(
    `SELECT ${COLUMNS} FROM touchstone.dataset_versions
      WHERE dataset = $1 AND ($2::integer IS NULL OR version < $2) ORDER BY version DESC LIMIT $3`,
    [name, versionAfter(window), window.limit + 1],
  );
  return pageOf(rows, window.limit, versionView, (row) => String(row.version));
}

function versionView(row: VersionRow): DatasetVersionView {
  return {
    id: row.id,
    dataset: row.dataset,
    version: row.version,
    digest: row.digest,
    bytes: Number(row.bytes),
    filename: row.filename,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    expiredAt: row.expired_at?.toISOString() ?? null,
  };
}
