import { Damage, demand } from '../damage.ts';
import { BackwardBits, highBit } from './bits.ts';
import { readFse } from './fse.ts';

const MOST_BITS = 11;
const MOST_WEIGHTS = 255;

/** A Huffman decoding table: for each group of `bits` bits the symbol they begin with and how many bits it takes. */
export interface HuffmanTable {
  readonly bits: number;
  readonly symbol: Uint8Array;
  readonly length: Uint8Array;
}

/** Reads a tree description (RFC 8878, section 4.2.1) that begins at `start`; also gives where it ends. */
export function readHuffman(
  bytes: Uint8Array,
  start: number,
  end: number,
): { table: HuffmanTable; end: number } {
  const header = bytes[start]!;
  const first = start + 1;
  const stop = first + (header < 128 ? header : (header - 127 + 1) >> 1);
  demand(stop <= end, 'a Huffman tree beyond its block');
  const weights = header < 128 ? fseWeights(bytes, first, stop) : plainWeights(bytes, first, header - 127);
  return { table: buildHuffman(weights), end: stop };
}

function plainWeights(bytes: Uint8Array, start: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? bytes[start + (i >> 1)]! >> 4 : bytes[start + (i >> 1)]! & 15,
  );
}

/** Weights of two interleaved FSE states that share one stream. */
function fseWeights(bytes: Uint8Array, start: number, end: number): number[] {
  const { table, end: head } = readFse(bytes, start, end, MOST_BITS + 1, 6);
  const bits = new BackwardBits(bytes, head, end);
  let one = bits.read(table.accuracy);
  let two = bits.read(table.accuracy);
  const weights: number[] = [];
  while (weights.length < MOST_WEIGHTS) {
    weights.push(table.symbol[one]!);
    one = table.baseline[one]! + bits.read(table.bits[one]!);
    // Bits that are not there end the stream; the other state's symbol is the last.
    if (bits.left < 0) return [...weights, table.symbol[two]!];
    [one, two] = [two, one];
  }
  throw new Damage('too many Huffman weights');
}

/** The last weight is not written down: it fills the code up. */
function buildHuffman(written: readonly number[]): HuffmanTable {
  let sum = 0;
  for (const weight of written) {
    demand(weight <= MOST_BITS, 'a Huffman weight out of range');
    if (weight > 0) sum += 1 << (weight - 1);
  }
  demand(sum > 0, 'a Huffman tree without symbols');
  const bits = highBit(sum) + 1;
  const rest = (1 << bits) - sum;
  demand(bits <= MOST_BITS && (rest & (rest - 1)) === 0, 'a Huffman tree that does not add up');
  const weights = [...written, highBit(rest) + 1];
  demand(weights.length <= 256, 'too many Huffman weights');
  const symbol = new Uint8Array(1 << bits);
  const length = new Uint8Array(1 << bits);
  let at = 0;
  for (let weight = 1; weight <= bits; weight++) {
    for (let s = 0; s < weights.length; s++) {
      if (weights[s] !== weight) continue;
      const cells = 1 << (weight - 1);
      symbol.fill(s, at, at + cells);
      length.fill(bits + 1 - weight, at, at + cells);
      at += cells;
    }
  }
  return { bits, symbol, length };
}

/** Decodes the stream in `bytes` from `start` up to `end` (`SLACK` bytes after it) into `out`, which it must fill exactly. */
export function decodeHuffman(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  table: HuffmanTable,
): void {
  demand(end > start && bytes[end - 1] !== 0, 'a Huffman stream without its end mark');
  const { bits, symbol, length } = table;
  const mask = (1 << bits) - 1;
  const floor = start * 8;
  let at = (end - 1) * 8 + highBit(bytes[end - 1]!);
  for (let i = 0; i < out.length; i++) {
    const from = at - bits;
    const byte = from >> 3;
    // The last codes may be shorter than a whole group: what lacks reads as zeros.
    const group =
      from >= floor
        ? ((bytes[byte]! | (bytes[byte + 1]! << 8) | (bytes[byte + 2]! << 16)) >> (from & 7)) & mask
        : ((bytes[start]! | (bytes[start + 1]! << 8)) << (floor - from)) & mask;
    out[i] = symbol[group]!;
    at -= length[group]!;
    if (at < floor) throw new Damage('a Huffman stream that ends early');
  }
  demand(at === floor, 'a Huffman stream with bits to spare');
}
