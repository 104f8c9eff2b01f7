import { demand } from '../damage.ts';

/** Bytes that a reader may look at beyond the end of what it reads; their value does not matter. */
export const SLACK = 8;

/** Index of the highest bit set; -1 for 0. */
export function highBit(value: number): number {
  return 31 - Math.clz32(value);
}

/** Bits read from the last byte backwards, as FSE and Huffman streams are written; the highest bit set ends them. */
export class BackwardBits {
  readonly #bytes: Uint8Array;
  /** First bit of the stream, counted from the start of `bytes`. */
  readonly #start: number;
  /** Position past the bits not yet read. */
  #at: number;

  /** Reads `bytes` from `start` up to `end`, with `SLACK` bytes after it. */
  constructor(bytes: Uint8Array, start: number, end: number) {
    demand(end > start && bytes[end - 1] !== 0, 'a bit stream without its end mark');
    this.#bytes = bytes;
    this.#start = start * 8;
    this.#at = (end - 1) * 8 + highBit(bytes[end - 1]!);
  }

  /** Bits left; below 0 when more were read than there are. */
  get left(): number {
    return this.#at - this.#start;
  }

  /** The next `count` bits, 0 to 25 of them. Bits before the stream's start are none of ours: `left` tells. */
  read(count: number): number {
    this.#at -= count;
    const at = this.#at;
    if (at < this.#start) return 0;
    const bytes = this.#bytes;
    const byte = at >> 3;
    const word = bytes[byte]! | (bytes[byte + 1]! << 8) | (bytes[byte + 2]! << 16) | (bytes[byte + 3]! << 24);
    return (word >>> (at & 7)) & ((1 << count) - 1);
  }
}
