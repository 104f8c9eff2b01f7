import assert from 'node:assert/strict';
import type { Database } from '../../../../../pipeline/store/database/database.ts';
import { migrate } from '../../../../../pipeline/store/database/migrate.ts';
import { openPostgres } from '../../../../../pipeline/store/database/postgres.ts';
import { DatabaseIdempotency } from '../../../../../pipeline/store/rows/idempotency.ts';
import { activeRuns } from '../../../../../pipeline/store/rows/runs.ts';
import { notExercised } from '../../../../preflight.ts';
import { POSTGRES_INSTALL, type PostgresServer } from '../../../../servers/postgres.ts';
import { sharedPostgres } from '../../../../servers/servers.ts';
import { onEveryDatabase, unique } from '../databases.ts';

const UNREACHABLE = { code: 'STORE_UNREACHABLE', retryable: true };

onEveryDatabase('database', (database) => {
  let table: string;
  const numbers = async (): Promise<number[]> =>
    (await database().query<{ n: number }>(`SELECT n FROM ${table} ORDER BY n`)).map(({ n }) => n);

  beforeEach(async () => {
    table = `touchstone.${unique('test').replace('-', '_')}`;
    await database().query(`CREATE TABLE ${table} (n integer PRIMARY KEY)`);
  });
  afterEach(() => database().query(`DROP TABLE ${table}`));

  it('keeps what a transaction did when it returns', async () => {
    const result = await database().transaction(async (sql) => {
      await sql.query(`INSERT INTO ${table} VALUES ($1), ($2)`, [1, 2]);
      return 'done';
    });
    assert.equal(result, 'done');
    assert.deepEqual(await numbers(), [1, 2]);
  });

  it('keeps nothing of a transaction that throws, whatever it throws', async () => {
    for (const thrown of [new Error('changed my mind'), 'a string', undefined]) {
      const work = database().transaction(async (sql) => {
        await sql.query(`INSERT INTO ${table} VALUES (1)`);
        throw thrown;
      });
      assert.equal(
        await work.then(
          () => 'kept',
          (reason: unknown) => reason,
        ),
        thrown,
      );
    }
    assert.deepEqual(await numbers(), []);
  });

  it('fails a transaction in which a statement failed, even if nobody minded', async () => {
    const work = database().transaction(async (sql) => {
      await sql.query(`INSERT INTO ${table} VALUES (1)`);
      await sql.query(`INSERT INTO ${table} VALUES (1)`).catch(() => {});
    });
    await assert.rejects(work, /nothing was committed/);
    assert.deepEqual(await numbers(), []);
  });

  it('gives the error of a wrong statement as it is: it is no store out of reach', async () => {
    await assert.rejects(database().query('SELECT 1/0'), { code: '22012' });
    await assert.rejects(database().query('SELECT $1::jsonb', ['{']), { code: '22P02' });
    const work = database().transaction((sql) => sql.query('SELEC'));
    await assert.rejects(work, { code: '42601' });
    assert.equal((await database().query('SELECT 1')).length, 1);
  });

  it('keeps simultaneous transactions apart', async () => {
    await database().query(`INSERT INTO ${table} VALUES (0)`);
    await Promise.all(
      Array.from({ length: 40 }, () =>
        database().transaction(async (sql) => {
          const [row] = await sql.query<{ n: number }>(`SELECT n FROM ${table} FOR UPDATE`);
          await sql.query(`UPDATE ${table} SET n = $1`, [row!.n + 1]);
        }),
      ),
    );
    assert.deepEqual(await numbers(), [40]);
  });

  it('does not let a reader see what is not committed', async () => {
    let goOn = () => {};
    const mayEnd = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const writing = database().transaction(async (sql) => {
      await sql.query(`INSERT INTO ${table} VALUES (1)`);
      await mayEnd;
    });
    const reading = numbers();
    setImmediate(goOn);
    const [seen] = await Promise.all([reading, writing]);
    // The embedded one lets the reader wait, a server shows the state of before: never half of it.
    assert.ok(seen.length === 0 || (await numbers()).length === 1);
    assert.deepEqual(await numbers(), [1]);
  });
});

describe('a PostgreSQL that goes away', function () {
  this.timeout(60_000);
  let postgres: PostgresServer;
  let database: Database;

  before(async function () {
    const server = await sharedPostgres();
    if (!server?.outage) notExercised(this, 'PostgreSQL: outage', POSTGRES_INSTALL);
    postgres = server;
    database = openPostgres(await postgres.createDatabase());
    await migrate(database);
  });
  after(() => database?.close());

  it('is out of reach, and is there again without a new start of ours', async () => {
    await Promise.all(Array.from({ length: 8 }, () => database.query('SELECT pg_sleep(0.01)')));
    await postgres.outage!(async () => {
      for (let i = 0; i < 3; i++) {
        await assert.rejects(database.query('SELECT 1'), UNREACHABLE);
        await assert.rejects(
          database.transaction(async () => {}),
          UNREACHABLE,
        );
        await assert.rejects(activeRuns(database), UNREACHABLE);
        await assert.rejects(new DatabaseIdempotency(database).begin('key', 'request'), UNREACHABLE);
      }
      await assert.rejects(migrate(database), UNREACHABLE);
    });
    assert.deepEqual(await database.query('SELECT 1 AS one'), [{ one: 1 }]);
    assert.deepEqual(await activeRuns(database), []);
  });

  for (const mode of ['fast', 'immediate'] as const) {
    it(`ends what is under way, and nothing else (${mode})`, async () => {
      await database.query('CREATE TABLE IF NOT EXISTS touchstone.under_way (n integer)');
      const waiting = assert.rejects(database.query('SELECT pg_sleep(60)'), UNREACHABLE);
      const between = assert.rejects(
        database.transaction(async (sql) => {
          await sql.query('INSERT INTO touchstone.under_way VALUES (1)');
          await postgres.restart!(mode);
          // The connection of this transaction is gone; nothing may be carried out on another one.
          await sql.query('INSERT INTO touchstone.under_way VALUES (2)');
        }),
        UNREACHABLE,
      );
      await Promise.all([waiting, between]);
      assert.deepEqual(await database.query('SELECT n FROM touchstone.under_way'), []);
    });
  }

  it('is out of reach when it does not answer under that name', async () => {
    const nowhere = openPostgres('postgres://nobody@touchstone.invalid/none');
    await assert.rejects(nowhere.query('SELECT 1'), UNREACHABLE);
    await nowhere.close();
  });
});
