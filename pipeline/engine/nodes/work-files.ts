import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { LeaseRef } from '../../contracts/api/access.ts';
import type { ArtifactStore, TreeEntry } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { PIECE_BYTES } from '../../contracts/nodes/protocol.ts';
import type { Database } from '../../store/database/database.ts';
import {
  areWhole,
  forgetFile,
  forgetPieces,
  keepPiece,
  type PieceRow,
  piecesOfFiles,
} from '../../store/rows/work-pieces.ts';

/** In front of every piece's bytes in its blob. */
const SALT_BYTES = 32;

/**
 * Files that nodes send. They lie as pieces, each in a blob of its own that begins with a salt which the node does not know:
 * so a node cannot send what is stored already as something else, and taking a piece away takes away nothing else. What a node
 * names as its output has to have been sent for this very work; that it lies in the store is not enough.
 */
export class WorkFiles {
  readonly #database: Database;
  readonly #artifacts: ArtifactStore;

  constructor(database: Database, artifacts: ArtifactStore) {
    this.#database = database;
    this.#artifacts = artifacts;
  }

  /** Errors: `LEASE_LOST`, `UPLOAD_TOO_LARGE`, `NODE_UPLOAD`. */
  async put(
    lease: LeaseRef,
    { digest, piece, sha256 }: { readonly digest: string; readonly piece: number; readonly sha256: string },
    stream: Readable,
  ): Promise<{ digest: string; bytes: number }> {
    const salt = randomBytes(SALT_BYTES);
    const hash = createHash('sha256');
    const salted = Readable.from(
      (async function* () {
        yield salt;
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          hash.update(chunk);
          yield chunk;
        }
      })(),
      { objectMode: false },
    );
    const blob = await this.#artifacts.putStream(salted, { limitBytes: SALT_BYTES + PIECE_BYTES });
    const bytes = blob.bytes - SALT_BYTES;
    if (hash.digest('hex') !== sha256) {
      await this.#artifacts.remove(blob.digest);
      throw new TouchstoneError('NODE_UPLOAD', { params: { digest, detail: `piece ${piece} is damaged` } });
    }
    const kept = await keepPiece(this.#database, lease, { digest, piece, bytes, blob: blob.digest });
    if (kept !== true) await this.#artifacts.remove(blob.digest);
    if (kept === false) throw new TouchstoneError('LEASE_LOST');
    return { digest: sha256, bytes };
  }

  /** Numbers of the pieces that are there, by digest. */
  async known(work: string, digests: readonly string[]): Promise<Record<string, number[]>> {
    const known: Record<string, number[]> = {};
    for (const { digest, piece } of await piecesOfFiles(this.#database, work, digests)) {
      known[digest] ??= [];
      known[digest].push(piece);
    }
    return known;
  }

  /** Error: `LEASE_SCOPE` naming a file that was not sent whole. */
  async requireWhole(work: string, files: readonly TreeEntry[]): Promise<readonly PieceRow[]> {
    const pieces = await piecesOfFiles(
      this.#database,
      work,
      files.map(({ digest }) => digest),
    );
    const absent = files.find((file) => !areWhole(file, pieces));
    if (absent !== undefined) throw new TouchstoneError('LEASE_SCOPE', { params: { digest: absent.digest } });
    return pieces;
  }

  /** The bytes of a file that was sent, as they were sent: whoever reads them checks their digest. */
  async open(work: string, file: TreeEntry): Promise<Readable> {
    const pieces = await this.requireWhole(work, [file]);
    return Readable.from(this.#bytesOf(pieces), { objectMode: false });
  }

  /** Makes artifacts of files that were sent. Errors: `LEASE_SCOPE`, `NODE_UPLOAD` for bytes that are not what they are called. */
  async accept(work: string, files: readonly TreeEntry[]): Promise<void> {
    const pieces = await this.requireWhole(work, files);
    for (const { digest, bytes } of files) {
      const own = pieces.filter((piece) => piece.digest === digest);
      const stream = Readable.from(this.#bytesOf(own), { objectMode: false });
      const stored = await this.#artifacts.putStream(stream, { limitBytes: bytes });
      if (stored.digest === digest) continue;
      for (const blob of await forgetFile(this.#database, work, digest)) await this.#artifacts.remove(blob);
      throw new TouchstoneError('NODE_UPLOAD', { params: { digest, detail: 'its digest differs' } });
    }
  }

  /** Takes pieces away for good. Their rows go first: a row whose blob is gone would promise what is not there. */
  async remove(pieces: readonly PieceRow[]): Promise<void> {
    if (pieces.length === 0) return;
    await forgetPieces(this.#database, pieces);
    for (const { blob } of pieces) await this.#artifacts.remove(blob);
  }

  async *#bytesOf(pieces: readonly PieceRow[]): AsyncGenerator<Buffer> {
    for (const { blob } of pieces) {
      let salt = SALT_BYTES;
      for await (const chunk of (await this.#artifacts.openStream(blob)) as AsyncIterable<Buffer>) {
        const skipped = Math.min(salt, chunk.length);
        salt -= skipped;
        if (chunk.length > skipped) yield chunk.subarray(skipped);
      }
    }
  }
}
