import pg from 'pg';
import { Database } from './database.ts';

/** Opens a PostgreSQL server. BullMQ finds its own tables by the search path; ours are always named with their schema. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 16,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    options: '-c search_path=bullmq',
    application_name: 'touchstone',
  });
  return new Database(pool);
}
