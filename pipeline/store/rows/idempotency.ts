import type { IdempotencyClaim, IdempotencyStore, StoredAnswer } from '../../contracts/api/idempotency.ts';
import type { Database } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** A claim without an answer is taken to be dead after this long; no request lasts longer. */
const LEASE = '1 hour';

/** Answers to requests that carried an `Idempotency-Key`, kept for two days. */
export class DatabaseIdempotency implements IdempotencyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async begin(key: string, fingerprint: string): Promise<IdempotencyClaim> {
    await this.#database.query(
      `DELETE FROM touchstone.idempotency
        WHERE created_at < now() - interval '2 days' OR (status IS NULL AND created_at < now() - interval '${LEASE}')`,
    );
    const claimed = await this.#database.query(
      'INSERT INTO touchstone.idempotency (key, fingerprint) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING key',
      [key, fingerprint],
    );
    if (claimed.length > 0) return this.#fresh(key);
    const [row] = await this.#database.query<{ fingerprint: string; status: number | null; body: unknown }>(
      'SELECT fingerprint, status, body FROM touchstone.idempotency WHERE key = $1',
      [key],
    );
    // Released between the two statements: the next try will find it free.
    if (row === undefined) return { state: 'in-progress' };
    if (row.fingerprint !== fingerprint) return { state: 'conflict' };
    return row.status === null
      ? { state: 'in-progress' }
      : { state: 'replay', answer: { status: row.status, body: row.body } };
  }

  #fresh(key: string): IdempotencyClaim {
    return {
      state: 'fresh',
      settle: async (answer: StoredAnswer) => {
        await this.#database.query(
          'UPDATE touchstone.idempotency SET status = $2, body = $3 WHERE key = $1',
          [key, answer.status, toJson(answer.body ?? null)],
        );
      },
      release: async () => {
        await this.#database.query('DELETE FROM touchstone.idempotency WHERE key = $1 AND status IS NULL', [
          key,
        ]);
      },
    };
  }
}
