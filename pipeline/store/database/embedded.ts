import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { Database } from './database.ts';
import { EngineThread } from './engine-thread.ts';
import { SharedSession } from './shared-session.ts';

/**
 * Opens (and at first makes) the embedded PostgreSQL in `directory`. `pg` and BullMQ speak to it as to any server, but
 * inside this process: nothing listens, so nothing else on the machine can reach it.
 */
export async function openEmbedded(directory: string): Promise<Database> {
  if (!existsSync(directory)) await create(directory);
  const engine = await EngineThread.start({
    directory,
    // The session is shared, so BullMQ's search path is set once for all; our own tables are named with their schema.
    opening: 'SET search_path TO bullmq',
  });
  const session = new SharedSession(engine);
  const poolOf = (max: number, urgent: boolean) =>
    new pg.Pool({
      user: 'postgres',
      database: 'postgres',
      max,
      stream: () => session.connect({ urgent }) as never,
    });
  return new Database(poolOf(8, false), { readers: poolOf(2, true), closeServer: () => engine.close() });
}

/** Makes the database beside its place and moves it there when it is whole: a crash leaves nothing half-made. */
async function create(directory: string): Promise<void> {
  const fresh = `${directory}.new`;
  await rm(fresh, { recursive: true, force: true });
  const program = import.meta.url.endsWith('.ts') ? './create-embedded.ts' : './create-embedded.js';
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), [fresh], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-2000);
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) {
    await rm(fresh, { recursive: true, force: true });
    // PGlite's file system is Emscripten's, where 51 is ENOSPC.
    const full = /ENOSPC|No space left|errno: 51\b/.test(log);
    if (full) throw new TouchstoneError('DISK_FULL', { params: { place: directory } });
    throw new TouchstoneError('STORE_UNREACHABLE', {
      params: { store: 'embedded database', detail: reasonIn(log) },
    });
  }
  await rename(fresh, directory);
}

/** The line of a dying Node process that names the error; it prints where before it, and its own version last. */
function reasonIn(log: string): string {
  const lines = log.trim().split('\n');
  return lines.find((line) => /Error\b.*:/.test(line)) ?? lines.at(-1)!;
}
