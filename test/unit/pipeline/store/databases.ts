import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../../pipeline/store/database/database.ts';
import { openEmbedded } from '../../../../pipeline/store/database/embedded.ts';
import { migrate } from '../../../../pipeline/store/database/migrate.ts';
import { openPostgres } from '../../../../pipeline/store/database/postgres.ts';
import { notExercised } from '../../../preflight.ts';
import { POSTGRES_INSTALL } from '../../../servers/postgres.ts';
import { sharedPostgres } from '../../../servers/servers.ts';

/** Opens an empty database; its files or the server's copy of it go with the test run. */
const OPEN = {
  embedded: async (): Promise<Database> => openEmbedded(await freshDirectory()),
  PostgreSQL: async (context: Mocha.Context): Promise<Database> => {
    const postgres = await sharedPostgres();
    if (postgres === null) notExercised(context, 'records in PostgreSQL', POSTGRES_INSTALL);
    return openPostgres(await postgres.createDatabase());
  },
} as const;

type Kind = keyof typeof OPEN;

const directories: string[] = [];

/** A directory for an embedded database that does not exist yet; removed after the last test. */
export async function freshDirectory(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'touchstone-test-database-'));
  directories.push(parent);
  return join(parent, 'database');
}

const opened: Database[] = [];
const migrated = new Map<Kind, Promise<Database>>();

/** One suite on every kind of database; all suites share one of each kind, migrated, so names must be their own. */
export function onEveryDatabase(title: string, suite: (database: () => Database) => void): void {
  eachKind(title, suite, async (kind, context) => {
    const known = migrated.get(kind);
    if (known) return known;
    const opening = OPEN[kind](context).then(async (database) => {
      opened.push(database);
      await migrate(database);
      return database;
    });
    migrated.set(kind, opening);
    return opening;
  });
}

/** One suite on an empty database of every kind, for that suite alone. */
export function onEveryEmptyDatabase(title: string, suite: (database: () => Database) => void): void {
  eachKind(title, suite, async (kind, context) => {
    const database = await OPEN[kind](context);
    opened.push(database);
    return database;
  });
}

function eachKind(
  title: string,
  suite: (database: () => Database) => void,
  open: (kind: Kind, context: Mocha.Context) => Promise<Database>,
): void {
  for (const kind of Object.keys(OPEN) as Kind[]) {
    describe(`${title}: ${kind}`, function () {
      this.timeout(60_000);
      let database: Database;
      before(async function () {
        database = await open(kind, this);
      });
      suite(() => database);
    });
  }
}

/** `prefix` with something that no other test uses. */
export function unique(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}

after(async function () {
  this.timeout(30_000);
  for (const database of opened) await database.close();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});
