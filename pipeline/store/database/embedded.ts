import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';
import { Database } from './database.ts';

/**
 * Opens (and at first makes) the embedded PostgreSQL in `directory`. It listens on a socket file that only this user
 * can reach, so that nothing else on the machine can talk to it, and `pg` and BullMQ speak to it as to any server.
 */
export async function openEmbedded(directory: string): Promise<Database> {
  const engine = await PGlite.create(directory);
  await engine.exec('SET search_path TO bullmq');
  // Short, because a socket's path may have 107 bytes at most, whatever the length of the home directory.
  const sockets = await mkdtemp(join(tmpdir(), 'touchstone-'));
  const server = new PGLiteSocketServer({
    db: engine,
    path: join(sockets, '.s.PGSQL.5432'),
    maxConnections: 32,
  });
  await server.start();
  const pool = new pg.Pool({ host: sockets, port: 5432, user: 'postgres', database: 'postgres', max: 8 });
  shareNotifications(pool);
  return new Database(pool, async () => {
    await server.stop();
    await engine.close();
    await rm(sockets, { recursive: true, force: true });
  });
}

/**
 * PGlite has one session behind all its connections, so a NOTIFY comes out on whichever connection spoke last, not on
 * the one that listens. Here each connection passes what it hears on to the others.
 */
function shareNotifications(pool: pg.Pool): void {
  const clients = new Set<pg.PoolClient>();
  let passing = false;
  pool.on('connect', (client) => {
    clients.add(client);
    client.on('end', () => clients.delete(client));
    client.on('notification', (message) => {
      if (passing) return;
      passing = true;
      for (const other of clients) if (other !== client) other.emit('notification', message);
      passing = false;
    });
  });
}
