import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import { demand } from '../compression/damage.ts';
import type { RandomAccess } from '../random-access.ts';

/** Bytes read or inflated at a time. */
export const PIECE = 256 * 1024;

/** Reads for yauzl, which has errors of the source come back through its callbacks. */
export class AccessReader extends RandomAccessReader {
  readonly #file: RandomAccess;

  constructor(file: RandomAccess) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesOf(this.#file, start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    readWithin(this.#file, position, position + length)
      .then((bytes) => {
        buffer.set(bytes, offset);
        callback(null);
      })
      // What the callback itself throws goes the same way: nobody else would hear of it.
      .catch(callback);
  }
}

async function* piecesOf(file: RandomAccess, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += PIECE) {
    const { buffer, byteOffset, length } = await readWithin(file, at, Math.min(end, at + PIECE));
    yield Buffer.from(buffer, byteOffset, length);
  }
}

async function readWithin(file: RandomAccess, start: number, end: number): Promise<Uint8Array> {
  demand(start >= 0 && start <= end && end <= file.size, 'a place outside of the file');
  return file.read(start, end);
}
