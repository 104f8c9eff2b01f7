import type pg from 'pg';
import { TouchstoneError } from '../../contracts/errors/error.ts';

type Row = Readonly<Record<string, unknown>>;

/** Anything that runs SQL: the database, or one transaction on it. */
export interface Queryable {
  /** Rows of one statement. Errors: `STORE_UNREACHABLE` (retryable) when the server cannot be spoken to. */
  query<R extends object = Row>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

/** The records' database, PostgreSQL or the embedded one: both are spoken to by `pg`, so that there is one code path. */
export class Database implements Queryable {
  readonly pool: pg.Pool;
  /** For what people wait for: single statements that read. They need not queue behind the engine's work. */
  readonly reading: Queryable;
  readonly #readers: pg.Pool;
  readonly #closeServer: () => Promise<void>;

  /** `readers` are connections of their own for `reading`; left out: the pool's. */
  constructor(pool: pg.Pool, options: { readers?: pg.Pool; closeServer?: () => Promise<void> } = {}) {
    const { readers = pool, closeServer = async () => {} } = options;
    this.pool = pool;
    this.#readers = readers;
    this.reading = { query: (text, values = []) => rowsOf(readers, text, values) };
    this.#closeServer = closeServer;
    // A connection that drops is replaced at the next query, and a query under way on it fails by itself; unheard, the
    // event would end the process. The pool hears it for idle connections only.
    for (const each of new Set([pool, readers])) {
      each.on('error', () => {});
      each.on('connect', (client) => client.on('error', () => {}));
    }
  }

  async query<R extends object = Row>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return rowsOf<R>(this.pool, text, values);
  }

  /**
   * Runs `work` in one transaction: committed when it returns, rolled back when it throws. A statement that failed
   * fails the transaction, whether `work` let the error pass or caught it.
   */
  async transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw unreachable(error) ?? error;
    });
    let broken: Error | undefined;
    try {
      await execute(client, 'BEGIN', []);
      const result = await work({ query: (text, values = []) => rowsOf(client, text, values) });
      if ((await execute(client, 'COMMIT', [])).command === 'ROLLBACK')
        throw new Error('A statement had failed, so nothing was committed');
      return result;
    } catch (error) {
      // A connection that cannot even roll back is thrown away; the server has rolled back by itself.
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    for (const each of new Set([this.pool, this.#readers])) await each.end();
    await this.#closeServer();
  }
}

async function rowsOf<R extends object>(
  on: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<R[]> {
  return (await execute(on, text, values)).rows as R[];
}

async function execute(
  on: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> {
  try {
    return await on.query(text, values as unknown[]);
  } catch (error) {
    throw unreachable(error) ?? error;
  }
}

/** SQLSTATE classes and socket errors that say "not now" rather than "wrong": connection, shutdown, resources. */
const PASSING =
  /^(08|57P0|53|40001|40P01)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/;

/** What `pg` says without a code: the connection ended, ended before, or did not come about in time. */
const PASSING_MESSAGES =
  /^Connection terminated|connection error and is not queryable|^timeout exceeded when trying to connect/;

function unreachable(error: unknown): TouchstoneError | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  if (code === '53100')
    return new TouchstoneError('DISK_FULL', { params: { place: 'database' }, cause: error });
  if (!PASSING.test(code) && !PASSING_MESSAGES.test(error.message)) return null;
  return new TouchstoneError('STORE_UNREACHABLE', {
    params: { store: 'database', detail: code || error.message },
    cause: error,
  });
}
