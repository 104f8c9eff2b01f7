import type { Queryable } from '../database/database.ts';

/**
 * Counts a look at a test set: an adapter that was judged by it, whichever run it was. The same adapter again is the same
 * look.
 * @returns the how-manieth look it is, from 1; always the same for the same adapter
 */
export async function countLook(
  sql: Queryable,
  look: {
    readonly testDigest: string;
    readonly adapter: string;
    readonly run: string;
    readonly name: string;
  },
): Promise<number> {
  const { testDigest, adapter, run, name } = look;
  await sql.query(
    `INSERT INTO touchstone.test_looks (test_digest, adapter, run_id, name) VALUES ($1, $2, $3, $4)
     ON CONFLICT (test_digest, adapter) DO NOTHING`,
    [testDigest, adapter, run, name],
  );
  const [row] = await sql.query<{ number: number }>(
    `SELECT count(*)::integer AS number FROM touchstone.test_looks
      WHERE test_digest = $1 AND id <= (SELECT id FROM touchstone.test_looks WHERE test_digest = $1 AND adapter = $2)`,
    [testDigest, adapter],
  );
  return row!.number;
}
