import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { Database } from './database.ts';
import { SharedSession } from './shared-session.ts';

/**
 * Opens (and at first makes) the embedded PostgreSQL in `directory`. `pg` and BullMQ speak to it as to any server, but
 * inside this process: nothing listens, so nothing else on the machine can reach it.
 */
export async function openEmbedded(directory: string): Promise<Database> {
  const engine = await PGlite.create(directory);
  // The session is shared, so BullMQ's search path is set once for all; our own tables are named with their schema.
  await engine.exec('SET search_path TO bullmq');
  const session = new SharedSession(engine);
  const pool = new pg.Pool({
    user: 'postgres',
    database: 'postgres',
    max: 8,
    stream: () => session.connect() as never,
  });
  return new Database(pool, () => engine.close());
}
