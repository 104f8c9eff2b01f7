import assert from 'node:assert/strict';
import type { Database } from '../../../../../pipeline/store/database/database.ts';
import { migrate } from '../../../../../pipeline/store/database/migrate.ts';
import { MIGRATIONS } from '../../../../../pipeline/store/database/migrations.ts';
import { openPostgres } from '../../../../../pipeline/store/database/postgres.ts';
import { notExercised } from '../../../../preflight.ts';
import { POSTGRES_INSTALL } from '../../../../servers/postgres.ts';
import { sharedPostgres } from '../../../../servers/servers.ts';
import { onEveryEmptyDatabase } from '../databases.ts';

const LATEST = MIGRATIONS.at(-1)!.id;

async function applied(database: Database): Promise<number[]> {
  const rows = await database.query<{ id: number }>('SELECT id FROM touchstone.migrations ORDER BY id');
  return rows.map(({ id }) => id);
}

const ALL = MIGRATIONS.map(({ id }) => id);

it('migrations are numbered 1, 2, 3 …', () => {
  assert.deepEqual(
    ALL,
    MIGRATIONS.map((_, i) => i + 1),
  );
});

onEveryEmptyDatabase('migrations', (database) => {
  it('are applied once, however often and however simultaneously they are asked for', async () => {
    await Promise.all([migrate(database()), migrate(database()), migrate(database())]);
    await migrate(database());
    assert.deepEqual(await applied(database()), ALL);
    await database().query('SELECT * FROM touchstone.runs');
  });

  it('refuse a schema of a later program, and leave it as it is', async () => {
    await database().query('INSERT INTO touchstone.migrations (id) VALUES ($1)', [LATEST + 2]);
    await assert.rejects(migrate(database()), {
      code: 'STORE_NEWER',
      params: { found: LATEST + 2, known: LATEST },
    });
    assert.deepEqual(await applied(database()), [...ALL, LATEST + 2]);
  });
});

describe('migrations of several services that start at once', function () {
  this.timeout(30_000);

  it('are applied by one of them', async function () {
    const postgres = await sharedPostgres();
    if (postgres === null) notExercised(this, 'migrations by several services', POSTGRES_INSTALL);
    const url = await postgres.createDatabase();
    const services = Array.from({ length: 6 }, () => openPostgres(url));
    try {
      await Promise.all(services.map((database) => migrate(database)));
      for (const database of services) assert.deepEqual(await applied(database), ALL);
    } finally {
      for (const database of services) await database.close();
    }
  });
});
