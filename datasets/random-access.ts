import type { FaultList } from './faults.ts';

/** Bytes that can be read at any place: a file, an object in a store, a buffer. */
export interface RandomAccess {
  readonly size: number;
  /** The bytes from `start` up to `end`, which lie within the size; they belong to the caller. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** The same, closed by who holds it. */
export interface OwnAccess extends RandomAccess {
  close(): Promise<void>;
}

/** Puts streams, each by itself, where they can be read at any place, such as temporary files that `close` removes. */
export type Spool = (bytes: AsyncIterable<Uint8Array>) => Promise<OwnAccess>;

/** Spools into memory, up to `limit` bytes: for callers without a place for files. Fault: `INPUT_PART_TOO_LARGE`. */
export function memorySpool(kind: string, limit: number, faults: FaultList): Spool {
  return async (bytes) => {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bytes) {
      size += piece.length;
      if (size > limit) {
        faults.fail('INPUT_PART_TOO_LARGE', { params: { kind, part: kind, limit } });
      }
      pieces.push(piece);
    }
    return { ...bufferAccess(Buffer.concat(pieces)), close: async () => {} };
  };
}

/** A buffer as random access. */
export function bufferAccess(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (start, end) => new Uint8Array(bytes.subarray(start, end)) };
}
