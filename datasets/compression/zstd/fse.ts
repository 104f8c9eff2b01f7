import { Damage, demand } from '../damage.ts';
import { highBit } from './bits.ts';

/** A decoding table of finite state entropy: what each state stands for, and how the next state is found. */
export interface FseTable {
  /** log2 of the number of states. */
  readonly accuracy: number;
  readonly symbol: Uint8Array;
  readonly bits: Uint8Array;
  readonly baseline: Uint16Array;
}

/** The table of a single symbol, which takes no bits at all. */
export function singleSymbol(symbol: number): FseTable {
  return {
    accuracy: 0,
    symbol: Uint8Array.of(symbol),
    bits: new Uint8Array(1),
    baseline: new Uint16Array(1),
  };
}

/**
 * Builds a table from the normalised count of each symbol (-1: less than one). RFC 8878, section 4.1.1.
 * The counts sum to 1 << accuracy, each -1 counting as 1.
 */
export function buildFse(counts: Int16Array, accuracy: number): FseTable {
  const size = 1 << accuracy;
  const symbol = new Uint8Array(size);
  const next = new Uint16Array(counts.length);
  let high = size;
  for (let s = 0; s < counts.length; s++) {
    if (counts[s] === -1) {
      high -= 1;
      symbol[high] = s;
      next[s] = 1;
    } else {
      next[s] = counts[s]!;
    }
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let at = 0;
  for (let s = 0; s < counts.length; s++) {
    for (let i = 0; i < counts[s]!; i++) {
      symbol[at] = s;
      do at = (at + step) & (size - 1);
      while (at >= high);
    }
  }
  const bits = new Uint8Array(size);
  const baseline = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const rank = next[symbol[state]!]!;
    next[symbol[state]!] = rank + 1;
    bits[state] = accuracy - highBit(rank);
    baseline[state] = (rank << bits[state]!) - size;
  }
  return { accuracy, symbol, bits, baseline };
}

/**
 * Reads the description of a table that begins at `start`; also gives where it ends. `maxSymbol` and `maxAccuracy` are
 * the format's bounds for its kind.
 */
export function readFse(
  bytes: Uint8Array,
  start: number,
  end: number,
  maxSymbol: number,
  maxAccuracy: number,
): { table: FseTable; end: number } {
  const counts = new Int16Array(maxSymbol + 1);
  let at = start * 8;
  const peek = (): number => {
    const byte = at >> 3;
    return (bytes[byte]! | (bytes[byte + 1]! << 8) | (bytes[byte + 2]! << 16)) >> (at & 7);
  };
  const accuracy = (peek() & 15) + 5;
  demand(accuracy <= maxAccuracy, 'an FSE table too large');
  at += 4;
  let left = 1 << accuracy;
  let symbol = 0;
  while (left > 0) {
    demand(symbol <= maxSymbol, 'an FSE symbol out of range');
    const width = highBit(left + 1) + 1;
    // The lowest values need one bit less than the others.
    const short = (1 << width) - 1 - (left + 1);
    const value = peek() & ((1 << width) - 1);
    const low = value & ((1 << (width - 1)) - 1);
    const isShort = low < short;
    at += isShort ? width - 1 : width;
    const count = (isShort ? low : value >= 1 << (width - 1) ? value - short : value) - 1;
    counts[symbol] = count;
    symbol += 1;
    left -= Math.abs(count);
    if (count !== 0) continue;
    for (let repeat = 3; repeat === 3; symbol += repeat) {
      repeat = peek() & 3;
      at += 2;
      demand(symbol + repeat <= maxSymbol + 1, 'an FSE symbol out of range');
    }
  }
  const stop = (at + 7) >> 3;
  if (left !== 0 || stop > end) throw new Damage('an FSE table that does not add up');
  return { table: buildFse(counts.subarray(0, symbol), accuracy), end: stop };
}
