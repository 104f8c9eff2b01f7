import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { folderWith, versionedFolders } from './find-program.ts';
import { OwnServer } from './own-server.ts';

export interface PostgresServer {
  /** The database `postgres` of a server of our own, or the one that DATABASE_URL names. */
  readonly url: string;
  /** A new, empty database; gives its URL. It is gone after `stop`. */
  createDatabase(): Promise<string>;
  /** Null where the server is not ours: `fast` ends every session and shuts down cleanly, `immediate` is a crash. */
  readonly restart: ((mode?: 'fast' | 'immediate') => Promise<void>) | null;
  /** Does something while the server is down. Null where the server is not ours. */
  readonly outage: (<T>(during: () => Promise<T>) => Promise<T>) | null;
  stop(): Promise<void>;
}

export const POSTGRES_INSTALL = 'apt-get install postgresql   # macOS: brew install postgresql';

/** A PostgreSQL for tests: a server of our own where its programs are, else DATABASE_URL's, else null. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const programs = folderWith(
    ['initdb', 'postgres'],
    [
      ...versionedFolders('/usr/lib/postgresql', /^\d+$/, 'bin'),
      ...versionedFolders('/usr', /^pgsql-\d+$/, 'bin'),
      ...versionedFolders('/opt/homebrew/opt', /^postgresql@\d+$/, 'bin'),
      ...versionedFolders('/usr/local/opt', /^postgresql@\d+$/, 'bin'),
    ],
  );
  if (programs !== null) return startOwn(programs);
  const { DATABASE_URL } = process.env;
  return DATABASE_URL ? borrowPostgres(DATABASE_URL) : null;
}

/** Safe against a crash of the server, which is what tests do; a crash of the machine may take all of it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '32MB',
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

async function startOwn(programs: string): Promise<PostgresServer> {
  const server = await OwnServer.prepare({
    name: 'postgres',
    user: process.getuid?.() === 0 ? unprivilegedUser() : null,
    signals: { polite: 'SIGINT', forced: 'SIGQUIT' },
  });
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(server.directory, 'password');
  writeFileSync(passwordFile, password, { mode: 0o644 });
  const data = join(server.directory, 'data');
  const url = `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`;
  const settings = Object.entries({ ...SETTINGS, port: String(server.port) });
  const up = () =>
    server.up(
      {
        program: join(programs, 'postgres'),
        args: ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      },
      () => answers(url),
    );
  await server.begin(async () => {
    await server.run({
      program: join(programs, 'initdb'),
      args: [
        ...['-D', data, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', '--no-sync'],
      ],
    });
    await up();
  });
  return {
    url,
    createDatabase: () => createDatabase(url),
    restart: (mode) => server.outage(up, async () => {}, mode === 'immediate' ? 'SIGQUIT' : 'SIGINT'),
    outage: (during) => server.outage(up, during, 'SIGINT'),
    stop: () => server.stop(),
  };
}

/** Somebody else's server: our databases are dropped at the end, and it is never restarted. */
export function borrowPostgres(url: string): PostgresServer {
  const made: string[] = [];
  return {
    url,
    createDatabase: async () => {
      const database = await createDatabase(url);
      made.push(database);
      return database;
    },
    restart: null,
    outage: null,
    stop: async () => {
      for (const database of made)
        await execute(url, `DROP DATABASE IF EXISTS ${new URL(database).pathname.slice(1)} WITH (FORCE)`);
    },
  };
}

async function createDatabase(server: string): Promise<string> {
  const name = `touchstone_test_${randomBytes(8).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await execute(url, 'SELECT 1');
    return true;
  } catch {
    // Not listening yet, or still recovering.
    return false;
  }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } {
  const number = (option: string, name: string) =>
    Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: number('-u', name), gid: number('-g', name) };
    } catch {
      // No such user here.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody"');
}
