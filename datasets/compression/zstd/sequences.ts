import { demand } from '../damage.ts';
import { BackwardBits } from './bits.ts';
import { buildFse, type FseTable, readFse, singleSymbol } from './fse.ts';

/** Smallest value of each code, and how many bits are added to it. RFC 8878, section 3.1.1.3.2.1.1. */
interface Codes {
  readonly base: Int32Array;
  readonly bits: Uint8Array;
  readonly maxAccuracy: number;
  readonly standard: FseTable;
}

function codes(bits: readonly number[], from: number, maxAccuracy: number, standard: FseTable): Codes {
  const base = new Int32Array(bits.length);
  let next = from;
  for (const [code, width] of bits.entries()) {
    base[code] = next;
    next += 2 ** width;
  }
  return { base, bits: Uint8Array.from(bits), maxAccuracy, standard };
}

const repeat = (count: number, value: number): number[] => new Array(count).fill(value);
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

const LITERAL_LENGTHS = codes(
  [...repeat(16, 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, ...range(6, 16)],
  0,
  9,
  buildFse(
    Int16Array.of(
      ...[4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1],
      ...repeat(4, -1),
    ),
    6,
  ),
);
const MATCH_LENGTHS = codes(
  [...repeat(32, 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, ...range(7, 16)],
  3,
  9,
  buildFse(Int16Array.of(1, 4, 3, 2, 2, 2, 2, 2, 2, ...repeat(37, 1), ...repeat(7, -1)), 6),
);
/** Offsets of more bits than the largest window has lie before the start of any frame. */
const OFFSETS = codes(
  range(0, 28),
  1,
  8,
  buildFse(Int16Array.of(1, 1, 1, 1, 1, 1, 2, 2, 2, ...repeat(15, 1), ...repeat(5, -1)), 5),
);

/** Tables and offsets that a block may take over from the ones before it. */
export interface SequenceState {
  tables: [FseTable, FseTable, FseTable] | null;
  readonly recent: [number, number, number];
}

export const newSequenceState = (): SequenceState => ({ tables: null, recent: [1, 4, 8] });

/** Takes what the sequences say: so many literals, then so many bytes from `distance` bytes back. */
export type Execute = (literals: number, distance: number, length: number) => void;

/** Reads the sequences of a block from `start` up to `end` and has each carried out. */
export function readSequences(
  block: Uint8Array,
  start: number,
  end: number,
  state: SequenceState,
  execute: Execute,
): void {
  demand(start < end, 'a block without sequences');
  let at = start;
  let count = block[at++]!;
  if (count >= 128) {
    demand(at < end, 'a count cut off');
    count = count === 255 ? (block[at]! | (block[at + 1]! << 8)) + 0x7f00 : ((count - 128) << 8) | block[at]!;
    at += count >= 0x7f00 ? 2 : 1;
  }
  if (count === 0) {
    demand(at === end, 'bytes after the last sequence');
    return;
  }
  const modes = block[at++]!;
  demand((modes & 3) === 0, 'a reserved bit is set');
  const before = state.tables;
  const tables = [LITERAL_LENGTHS, OFFSETS, MATCH_LENGTHS].map((kind, i) => {
    const read = readTable(block, at, end, (modes >> (6 - 2 * i)) & 3, kind, before?.[i] ?? null);
    at = read.end;
    return read.table;
  }) as [FseTable, FseTable, FseTable];
  state.tables = tables;
  demand(at < end, 'sequences cut off');
  walk(new BackwardBits(block, at, end), count, tables, state.recent, execute);
}

function readTable(
  block: Uint8Array,
  start: number,
  end: number,
  mode: number,
  { base, maxAccuracy, standard }: Codes,
  before: FseTable | null,
): { table: FseTable; end: number } {
  if (mode === 0) return { table: standard, end: start };
  if (mode === 2) return readFse(block, start, end, base.length - 1, maxAccuracy);
  if (mode === 1) {
    demand(start < end && block[start]! < base.length, 'a code out of range');
    return { table: singleSymbol(block[start]!), end: start + 1 };
  }
  demand(before !== null, 'a table that was never given');
  return { table: before, end: start };
}

function walk(
  bits: BackwardBits,
  count: number,
  [literalTable, offsetTable, matchTable]: readonly [FseTable, FseTable, FseTable],
  recent: [number, number, number],
  execute: Execute,
): void {
  let literalState = bits.read(literalTable.accuracy);
  let offsetState = bits.read(offsetTable.accuracy);
  let matchState = bits.read(matchTable.accuracy);
  for (let i = 0; i < count; i++) {
    const offsetCode = offsetTable.symbol[offsetState]!;
    const matchCode = matchTable.symbol[matchState]!;
    const literalCode = literalTable.symbol[literalState]!;
    // More bits than one reading gives are read in two.
    const high = offsetCode > 16 ? bits.read(offsetCode - 16) * 65_536 : 0;
    const offset = OFFSETS.base[offsetCode]! + high + bits.read(offsetCode > 16 ? 16 : offsetCode);
    const length = MATCH_LENGTHS.base[matchCode]! + bits.read(MATCH_LENGTHS.bits[matchCode]!);
    const literals = LITERAL_LENGTHS.base[literalCode]! + bits.read(LITERAL_LENGTHS.bits[literalCode]!);
    if (i + 1 < count) {
      literalState = literalTable.baseline[literalState]! + bits.read(literalTable.bits[literalState]!);
      matchState = matchTable.baseline[matchState]! + bits.read(matchTable.bits[matchState]!);
      offsetState = offsetTable.baseline[offsetState]! + bits.read(offsetTable.bits[offsetState]!);
    }
    demand(bits.left >= 0, 'a sequence cut off');
    execute(literals, distanceOf(offset, literals, recent), length);
  }
  demand(bits.left === 0, 'bits after the last sequence');
}

/** Offsets 1 to 3 stand for recent distances, shifted by one where no literals come before. */
function distanceOf(offset: number, literals: number, recent: [number, number, number]): number {
  const which = offset > 3 ? 3 : literals === 0 ? offset : offset - 1;
  const distance = offset > 3 ? offset - 3 : which === 3 ? recent[0] - 1 : recent[which]!;
  if (offset > 3 || which > 1) recent[2] = recent[1];
  if (offset > 3 || which > 0) recent[1] = recent[0];
  recent[0] = distance;
  return distance;
}
