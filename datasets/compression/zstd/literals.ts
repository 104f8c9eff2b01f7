import { demand } from '../damage.ts';
import { decodeHuffman, type HuffmanTable, readHuffman } from './huffman.ts';

/** The literals of one block, where its sequences begin, and the tree for later blocks to use again. */
export interface Literals {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly tree: HuffmanTable | null;
}

/** Reads the literals section (RFC 8878, section 3.1.1.3.1) of a block in `block` up to `end`, at most `most` bytes. */
export function readLiterals(
  block: Uint8Array,
  end: number,
  most: number,
  tree: HuffmanTable | null,
): Literals {
  demand(end >= 2, 'a block without literals');
  const kind = block[0]! & 3;
  return kind < 2 ? plain(block, end, most, kind === 1, tree) : coded(block, end, most, kind === 3, tree);
}

function plain(
  block: Uint8Array,
  end: number,
  most: number,
  same: boolean,
  tree: HuffmanTable | null,
): Literals {
  const format = (block[0]! >> 2) & 3;
  const head = format === 3 ? 3 : format === 1 ? 2 : 1;
  const size =
    head === 1 ? block[0]! >> 3 : (block[0]! >> 4) | (block[1]! << 4) | (head === 3 ? block[2]! << 12 : 0);
  const stop = head + (same ? 1 : size);
  demand(size <= most && stop <= end, 'literals beyond their block');
  const bytes = same ? new Uint8Array(size).fill(block[head]!) : block.subarray(head, stop);
  return { bytes, end: stop, tree };
}

function coded(
  block: Uint8Array,
  end: number,
  most: number,
  again: boolean,
  before: HuffmanTable | null,
): Literals {
  const format = (block[0]! >> 2) & 3;
  const head = format < 2 ? 3 : format + 2;
  const width = format < 2 ? 10 : format === 2 ? 14 : 18;
  // Two numbers of `width` bits after the first four; in floating point, for there may be 40 bits in all.
  let value = 0;
  for (let i = head - 1; i >= 0; i--) value = value * 256 + block[i]!;
  value = Math.floor(value / 16);
  const size = value % (1 << width);
  const stop = head + Math.floor(value / (1 << width));
  demand(size <= most && stop <= end, 'literals beyond their block');
  let at = head;
  let tree = before;
  if (!again) {
    const read = readHuffman(block, head, stop);
    tree = read.table;
    at = read.end;
  }
  demand(tree !== null, 'literals by a tree that was never given');
  const bytes = new Uint8Array(size);
  if (format === 0) decodeHuffman(block, at, stop, bytes, tree);
  else fourStreams(block, at, stop, bytes, tree);
  return { bytes, end: stop, tree };
}

function fourStreams(
  block: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  tree: HuffmanTable,
): void {
  demand(end - start >= 10 && out.length >= 6, 'four streams without room');
  const each = (out.length + 3) >> 2;
  let at = start + 6;
  for (let i = 0; i < 4; i++) {
    const stop = i === 3 ? end : at + (block[start + 2 * i]! | (block[start + 2 * i + 1]! << 8));
    demand(stop <= end, 'a stream beyond its block');
    decodeHuffman(block, at, stop, out.subarray(i * each, Math.min(out.length, (i + 1) * each)), tree);
    at = stop;
  }
}
