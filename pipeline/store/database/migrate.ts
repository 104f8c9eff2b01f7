import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

/** Any constant will do, as long as every Touchstone uses the same. */
const LOCK = 0x7057;

/** Brings the schema up to date; several services may start at once. Error: `STORE_NEWER` when the schema is from a later program. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await sql.query('CREATE SCHEMA IF NOT EXISTS touchstone');
    await sql.query(
      'CREATE TABLE IF NOT EXISTS touchstone.migrations (id integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
    );
    const rows = await sql.query<{ id: number }>('SELECT id FROM touchstone.migrations');
    const done = new Set(rows.map((row) => row.id));
    const latest = MIGRATIONS.at(-1)!.id;
    const newest = Math.max(0, ...done);
    if (newest > latest)
      throw new TouchstoneError('STORE_NEWER', { params: { found: newest, known: latest } });
    for (const step of MIGRATIONS.filter((migration) => !done.has(migration.id))) {
      await sql.query(step.sql);
      await sql.query('INSERT INTO touchstone.migrations (id) VALUES ($1)', [step.id]);
    }
  });
}
