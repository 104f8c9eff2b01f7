import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { RandomAccess as OwnedAccess } from '../../containers/random-access.ts';

/** Bytes that can be read at any place, which somebody else closes. */
export type RandomAccess = Omit<OwnedAccess, 'close'>;

/** A buffer as random access. */
export function bufferAccess(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

const PIECE = 256 * 1024;

/** Random access as the ZIP library asks for it. */
export class AccessReader extends RandomAccessReader {
  readonly #access: RandomAccess;

  constructor(access: RandomAccess) {
    super();
    this.#access = access;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesOf(this.#access, start, end), { objectMode: false });
  }
}

async function* piecesOf(access: RandomAccess, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += PIECE) {
    const { buffer, byteOffset, length } = await access.read(at, Math.min(end, at + PIECE));
    yield Buffer.from(buffer, byteOffset, length);
  }
}
