import assert from 'node:assert/strict';
import pg from 'pg';
import { EngineThread } from '../../../../../pipeline/store/database/engine-thread.ts';
import { SharedSession } from '../../../../../pipeline/store/database/shared-session.ts';

describe('one session shared by several connections', function () {
  this.timeout(60_000);
  let engine: EngineThread;
  let pool: pg.Pool;
  let session: SharedSession;

  before(async () => {
    engine = await EngineThread.start({ directory: null, opening: '' });
    session = new SharedSession(engine);
    pool = new pg.Pool({
      user: 'postgres',
      database: 'postgres',
      max: 4,
      stream: () => session.connect() as never,
    });
    pool.on('connect', (client) => client.on('error', () => {}));
    await pool.query('CREATE TABLE numbers (n integer PRIMARY KEY)');
  });
  afterEach(() => pool.query('TRUNCATE numbers'));
  after(async () => {
    await pool.end();
    await engine.close();
  });

  const numbers = async () =>
    (await pool.query<{ n: number }>('SELECT n FROM numbers ORDER BY n')).rows.map(({ n }) => n);

  /** Cuts the connection as a crash of its user would: without a word. */
  function cut(client: pg.PoolClient): void {
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    client.release(true);
  }

  it('keeps what each parses and what each executes together', async () => {
    const values = Array.from({ length: 40 }, (_, i) => i);
    const answers = await Promise.all(
      values.map(async (i) => (await pool.query<{ n: number }>('SELECT $1::integer AS n', [i])).rows[0]!.n),
    );
    assert.deepEqual(answers, values);
  });

  for (const [when, prepare] of Object.entries<(client: pg.PoolClient) => Promise<unknown>>({
    'before BEGIN is answered': async (client) => {
      client.query('BEGIN').catch(() => {});
    },
    'inside a transaction': async (client) => {
      await client.query('BEGIN');
      await client.query('INSERT INTO numbers VALUES (1)');
    },
    'while a statement of a transaction is carried out': async (client) => {
      await client.query('BEGIN');
      client.query('INSERT INTO numbers SELECT generate_series(1, 1000)').catch(() => {});
    },
    'in a failed transaction': async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT 1/0').catch(() => {});
    },
  })) {
    it(`is free again when a connection is cut ${when}`, async () => {
      const client = await pool.connect();
      await prepare(client);
      cut(client);
      assert.deepEqual(await numbers(), []);
      await pool.query('INSERT INTO numbers VALUES (7)');
      assert.deepEqual(await numbers(), [7]);
    });
  }

  it('lets others wait while one is in a transaction, and rolls back none of theirs', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('INSERT INTO numbers VALUES (1)');
    const others = [2, 3, 4].map((n) => pool.query('INSERT INTO numbers VALUES ($1)', [n]));
    cut(client);
    await Promise.all(others);
    assert.deepEqual(await numbers(), [2, 3, 4]);
  });

  it('answers who is urgent before all who wait, but for a transaction under way', async () => {
    const urgent = new pg.Pool({
      user: 'postgres',
      database: 'postgres',
      max: 1,
      stream: () => session.connect({ urgent: true }) as never,
    });
    try {
      await urgent.query('SELECT 1');
      const order: string[] = [];
      const client = await pool.connect();
      await client.query('BEGIN');
      const others = Array.from({ length: 20 }, (_, n) =>
        pool.query('INSERT INTO numbers VALUES ($1)', [n]).then(() => order.push('other')),
      );
      const first = urgent.query('SELECT count(*) FROM numbers').then(() => order.push('urgent'));
      // All wait by now.
      await new Promise((resolve) => setImmediate(resolve));
      await client.query('COMMIT').then(() => order.push('transaction'));
      client.release();
      await Promise.all([first, ...others]);
      assert.deepEqual(order.slice(0, 3), ['transaction', 'urgent', 'other']);
      assert.equal(order.length, 22);
    } finally {
      await urgent.end();
    }
  });

  it('brings a notification to whoever listens, whoever speaks', async () => {
    const listener = await pool.connect();
    const heard = new Promise<string | undefined>((resolve) => {
      listener.on('notification', ({ payload }) => resolve(payload));
    });
    await listener.query('LISTEN news');
    await pool.query("NOTIFY news, '試金石'");
    assert.equal(await heard, '試金石');
    listener.release(true);
  });
});
