import type { LeaseRef } from '../../contracts/api/access.ts';
import type { TreeEntry } from '../../contracts/artifact.ts';
import { piecesOf } from '../../contracts/nodes/protocol.ts';
import type { Queryable } from '../database/database.ts';

/** Of one work, 64 GiB: more than any checkpoint, less than would fill a store. */
const MOST_PIECES = 8192;

/** One piece of a file that nodes have sent for a work. */
export interface PieceRow {
  readonly work_id: string;
  readonly digest: string;
  readonly piece: number;
  /** Of the piece itself, without the salt that its blob begins with. */
  readonly bytes: number;
  readonly blob: string;
}

/** Notes a piece whose blob is stored. `false`: the lease is over, or has sent far more than work can need. `'known'`: there was one already, and it stays. */
export async function keepPiece(
  sql: Queryable,
  { work, number }: LeaseRef,
  piece: Omit<PieceRow, 'work_id'>,
): Promise<boolean | 'known'> {
  const rows = await sql.query(
    `INSERT INTO touchstone.work_pieces (work_id, digest, piece, bytes, blob)
     SELECT id, $3, $4, $5, $6 FROM touchstone.model_work
      WHERE id = $1 AND lease = $2 AND status = 'leased' AND lease_until > now()
        AND (SELECT count(*) FROM touchstone.work_pieces WHERE work_id = $1) < ${MOST_PIECES}
     ON CONFLICT (work_id, digest, piece) DO NOTHING RETURNING piece`,
    [work, number, piece.digest, piece.piece, piece.bytes, piece.blob],
  );
  if (rows.length > 0) return true;
  const [known] = await sql.query(
    'SELECT 1 FROM touchstone.work_pieces WHERE work_id = $1 AND digest = $2 AND piece = $3',
    [work, piece.digest, piece.piece],
  );
  return known === undefined ? false : 'known';
}

/** The pieces of files of a work that are there, in their order. */
export async function piecesOfFiles(
  sql: Queryable,
  work: string,
  digests: readonly string[],
): Promise<PieceRow[]> {
  return sql.query<PieceRow>(
    `SELECT work_id, digest, piece, bytes, blob FROM touchstone.work_pieces
      WHERE work_id = $1 AND digest = ANY($2) ORDER BY digest, piece`,
    [work, digests],
  );
}

/** Whether these are all pieces of a file. */
export function areWhole({ digest, bytes }: TreeEntry, pieces: readonly PieceRow[]): boolean {
  const own = pieces.filter((piece) => piece.digest === digest);
  return own.length === piecesOf(bytes) && own.reduce((sum, piece) => sum + piece.bytes, 0) === bytes;
}

/** Forgets the pieces of a file; gives their blobs, to be taken away. */
export async function forgetFile(sql: Queryable, work: string, digest: string): Promise<string[]> {
  const rows = await sql.query<{ blob: string }>(
    'DELETE FROM touchstone.work_pieces WHERE work_id = $1 AND digest = $2 RETURNING blob',
    [work, digest],
  );
  return rows.map(({ blob }) => blob);
}

/**
 * Some pieces that nobody will ask for again: of work that is done or withdrawn for a while, of failed work after `days`,
 * and of files that an older checkpoint held.
 */
export async function spentPieces(sql: Queryable, days: number): Promise<PieceRow[]> {
  return sql.query<PieceRow>(
    `SELECT p.work_id, p.digest, p.piece, p.bytes, p.blob
       FROM touchstone.work_pieces p JOIN touchstone.model_work w ON w.id = p.work_id
      WHERE w.status = 'done'
         OR w.status IN ('failed', 'withdrawn') AND w.ended_at < now() - make_interval(days => $1)
      LIMIT 200`,
    [days],
  );
}

/** Pieces of a work's files that its checkpoint does not hold. */
export async function piecesOutside(
  sql: Queryable,
  work: string,
  kept: readonly string[],
): Promise<PieceRow[]> {
  return sql.query<PieceRow>(
    `SELECT work_id, digest, piece, bytes, blob FROM touchstone.work_pieces WHERE work_id = $1 AND NOT (digest = ANY($2))`,
    [work, kept],
  );
}

export async function forgetPieces(sql: Queryable, pieces: readonly PieceRow[]): Promise<void> {
  await sql.query('DELETE FROM touchstone.work_pieces WHERE blob = ANY($1)', [
    pieces.map(({ blob }) => blob),
  ]);
}

/** The tree that a base lies in, in the artifact store; null where it was not put there yet. */
export async function baseTree(
  sql: Queryable,
  baseDigest: string,
): Promise<{ tree: string; bytes: number } | null> {
  const [row] = await sql.query<{ tree: string; bytes: string }>(
    'SELECT tree, bytes FROM touchstone.base_trees WHERE base_digest = $1',
    [baseDigest],
  );
  return row === undefined ? null : { tree: row.tree, bytes: Number(row.bytes) };
}

export async function keepBaseTree(
  sql: Queryable,
  base: { readonly digest: string; readonly tree: string; readonly bytes: number },
): Promise<void> {
  await sql.query(
    `INSERT INTO touchstone.base_trees (base_digest, tree, bytes) VALUES ($1, $2, $3)
     ON CONFLICT (base_digest) DO UPDATE SET tree = excluded.tree, bytes = excluded.bytes`,
    [base.digest, base.tree, base.bytes],
  );
}
