import type { Letters } from './letters.ts';

/** Letters in a row that count as one thing said. */
export const GRAM = 4;

const SIZE = 4096;
const LAST_BASE = 0x3fff_ffff;

let slots = new Int32Array(SIZE);
/** Places are stored plus this, so that what an earlier text left lies below it and nothing need be wiped. */
let base = 0;

/** Places of a text that have the same four letters as an earlier one. */
export interface Echoes {
  readonly count: number;
  /** How far back that is for each of them, in letters; overwritten by the next call. */
  readonly distances: Int32Array;
}

let distances = new Int32Array(1024);

/**
 * The echoes of a text. A few are missed, since a slot holds one place only, which no threshold here is near enough to
 * feel.
 */
export function echoesOf({ units, length }: Letters): Echoes {
  makeRoom(length);
  const mask = slots.length - 1;
  let count = 0;
  let a = 0;
  let b = units[0]!;
  let c = units[1]!;
  let d = units[2]!;
  for (let at = 0; at + GRAM <= length; at++) {
    a = b;
    b = c;
    c = d;
    d = units[at + 3]!;
    let hash = Math.imul(a, 0x9e3779b1) + b;
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) + c;
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) + d;
    const slot = (hash ^ (hash >>> 16)) & mask;
    const before = slots[slot]! - base;
    slots[slot] = base + at;
    if (before < 0 || units[before] !== a || units[before + 1] !== b) continue;
    if (units[before + 2] !== c || units[before + 3] !== d) continue;
    distances[count++] = at - before;
  }
  base += length;
  return { count, distances };
}

function makeRoom(length: number): void {
  if (distances.length < length) distances = new Int32Array(length * 2);
  let size = slots.length;
  while (size < length * 4) size *= 2;
  if (size > slots.length || base > LAST_BASE) {
    slots = new Int32Array(size);
    base = 0;
  }
  // Zero marks a slot that was never used.
  if (base === 0) base = 1;
}
