import { newId } from '../../config/ids.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ReadingHints } from '../../contracts/reading.ts';
import type { DatasetVersionView, DatasetView, Page } from '../../contracts/views.ts';
import type { Database, Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';
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
  reading: ReadingHints | null;
}

const COLUMNS = 'id, dataset, version, digest, bytes, filename, created_at, expires_at, expired_at, reading';

/**
 * Records an upload as the dataset's next version. The same bytes again give the version that is there; one that had
 * expired is there again, and a time, or a way to read it, that is given now replaces the one before. `recorded` writes
 * what goes with it, in the same transaction.
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
    reading?: ReadingHints | null;
  },
  recorded: (sql: Queryable, version: DatasetVersionView, isNew: boolean) => Promise<void> = async () => {},
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
    if (known[0]) {
      const version = versionView(await renewed(sql, known[0], upload));
      await recorded(sql, version, false);
      return version;
    }
    const [row] = await sql.query<VersionRow>(
      `INSERT INTO touchstone.dataset_versions (id, dataset, version, digest, bytes, filename, created_by, expires_at, reading)
       SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, now() + $7 * interval '1 day', $8 FROM touchstone.dataset_versions WHERE dataset = $2
       RETURNING ${COLUMNS}`,
      [
        newId('dsv'),
        upload.dataset,
        upload.digest,
        upload.bytes,
        upload.filename,
        upload.by,
        upload.expireAfterDays ?? null,
        upload.reading ? toJson(upload.reading) : null,
      ],
    );
    const version = versionView(row!);
    await recorded(sql, version, true);
    return version;
  });
}

async function renewed(
  sql: Queryable,
  known: VersionRow,
  given: { expireAfterDays?: number | null; reading?: ReadingHints | null },
): Promise<VersionRow> {
  const row = given.reading ? await readAs(sql, known.id, given.reading) : known;
  const days = given.expireAfterDays ?? null;
  return row.expired_at === null && days === null ? row : expiring(sql, row.id, days);
}

async function readAs(sql: Queryable, id: string, reading: ReadingHints): Promise<VersionRow> {
  const [row] = await sql.query<VersionRow>(
    `UPDATE touchstone.dataset_versions SET reading = $2 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, toJson(reading)],
  );
  return row!;
}

async function expiring(sql: Queryable, id: string, days: number | null): Promise<VersionRow> {
  const [row] = await sql.query<VersionRow>(
    `UPDATE touchstone.dataset_versions
        SET expires_at = now() + $2 * interval '1 day', expired_at = NULL, removed_at = NULL
      WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, days],
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

/** What was said last of the columns of an earlier version of the dataset; null: nothing. */
export async function earlierColumns(
  sql: Queryable,
  { dataset, version }: Pick<DatasetVersionView, 'dataset' | 'version'>,
): Promise<ReadingHints['columns'] | null> {
  const [row] = await sql.query<{ columns: NonNullable<ReadingHints['columns']> }>(
    `SELECT reading->'columns' AS columns FROM touchstone.dataset_versions
      WHERE dataset = $1 AND version < $2 AND reading->'columns' IS NOT NULL ORDER BY version DESC LIMIT 1`,
    [dataset, version],
  );
  return row?.columns ?? null;
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
    reading: row.reading,
  };
}
