import { demand } from '../damage.ts';
import { LARGEST_BLOCK } from './frame.ts';
import type { History } from './history.ts';
import type { HuffmanTable } from './huffman.ts';
import { readLiterals } from './literals.ts';
import { newSequenceState, readSequences } from './sequences.ts';

/** What the three bytes before a block say of it. RFC 8878, section 3.1.1.2. */
export interface BlockHeader {
  readonly last: boolean;
  readonly kind: 'raw' | 'same' | 'coded';
  /** Bytes of the content for `raw` and `same`, of the block itself for `coded`. */
  readonly size: number;
  /** Bytes that follow the header. */
  readonly length: number;
}

/** Reads a block's header; a block of a frame with a small window is as small as that. */
export function readBlockHeader(bytes: Uint8Array, window: number): BlockHeader {
  const value = bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16);
  const kind = (['raw', 'same', 'coded', null] as const)[(value >> 1) & 3]!;
  const size = value >> 3;
  demand(kind !== null, 'a block of a reserved kind');
  demand(size <= Math.min(LARGEST_BLOCK, window), 'a block too large');
  return { last: (value & 1) === 1, kind, size, length: kind === 'same' ? 1 : size };
}

/** Writes the blocks of one frame into its history. */
export class BlockReader {
  readonly #history: History;
  readonly #most: number;
  #tree: HuffmanTable | null = null;
  readonly #sequences = newSequenceState();

  constructor(history: History, window: number) {
    this.#history = history;
    this.#most = Math.min(LARGEST_BLOCK, window);
  }

  /** The content of one block, whose bytes are `length` ones of `block` and `SLACK` after them. */
  read({ kind, size, length }: BlockHeader, block: Uint8Array): Uint8Array {
    const history = this.#history;
    const start = history.begin();
    if (kind === 'raw') history.append(block, 0, length);
    else if (kind === 'same') history.fill(block[0]!, size);
    else this.#coded(block, length, start);
    return history.since(start);
  }

  #coded(block: Uint8Array, length: number, start: number): void {
    const history = this.#history;
    const most = start + this.#most;
    const { bytes, end, tree } = readLiterals(block, length, this.#most, this.#tree);
    this.#tree = tree;
    let used = 0;
    readSequences(block, end, length, this.#sequences, (literals, distance, count) => {
      demand(used + literals <= bytes.length, 'more literals than there are');
      demand(history.at + literals + count <= most, 'a block that grows too large');
      history.append(bytes, used, literals);
      used += literals;
      history.copy(distance, count);
    });
    demand(history.at + bytes.length - used <= most, 'a block that grows too large');
    history.append(bytes, used, bytes.length - used);
  }
}
