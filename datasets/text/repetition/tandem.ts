import type { Echoes } from './echoes.ts';
import { type Letters, weightOfRange } from './letters.ts';

/** The same thing said again and again without anything between. */
export interface Tandem {
  /** First place and the place after the last, in letters. */
  readonly from: number;
  readonly to: number;
  /** Letters of what is said. */
  readonly period: number;
  /** How often it is said: the last time may be cut off. */
  readonly copies: number;
}

/**
 * How often something must be said in a row to be no slogan (加油！加油！加油！) and no emphasis, by what it weighs: a
 * clause of eight Han characters or more, a phrase, a word, a character.
 */
const COPIES: readonly (readonly [weight: number, copies: number])[] = [
  [8, 3],
  [4, 4],
  [2, 8],
  [0, 16],
];
/** Cells of a table and ticks of a form say one word or character each, set apart by one of these. */
const CELLS = 32;
const CELL = 4;
const SEPARATOR = /[\t\n|,;/、]/;

/** Periods that are looked at: the commonest distances of echoes, each with this share of the letters at least. */
const PERIODS = 8;
const PERIOD_SHARE = 0.05;

/** The parts of a text that say one thing again and again; they may overlap. */
export function tandemsOf(letters: Letters, echoes: Echoes, text: string): Tandem[] {
  const { units, length } = letters;
  const tandems: Tandem[] = [];
  for (const period of commonDistances(echoes, length)) {
    for (let i = period; i < length; i++) {
      if (units[i] !== units[i - period]) continue;
      const from = i - period;
      while (i < length && units[i] === units[i - period]) i += 1;
      const tandem = { from, to: i, period, copies: (i - from) / period };
      if (isDegenerate(tandem, letters, text)) tandems.push(tandem);
    }
  }
  return tandems;
}

let counts = new Int32Array(1024);

function commonDistances({ count, distances }: Echoes, length: number): number[] {
  if (counts.length < length) counts = new Int32Array(length * 2);
  for (let i = 0; i < count; i++) counts[distances[i]!]! += 1;
  const common: { distance: number; times: number }[] = [];
  for (let i = 0; i < count; i++) {
    const distance = distances[i]!;
    const times = counts[distance]!;
    // Counted once, and the counter ready for the next text.
    counts[distance] = 0;
    if (times >= PERIOD_SHARE * length) common.push({ distance, times });
  }
  return common
    .sort((a, b) => b.times - a.times)
    .slice(0, PERIODS)
    .map(({ distance }) => distance);
}

function isDegenerate({ from, period, copies }: Tandem, letters: Letters, text: string): boolean {
  const weight = weightOfRange(letters, from, from + period);
  if (weight === 0) return false;
  let needed = COPIES.find(([least]) => weight >= least)![1];
  if (weight < CELL) {
    const unit = text.slice(letters.places[from]!, letters.places[from + period]);
    if (SEPARATOR.test(unit)) needed = CELLS;
  }
  return copies >= needed;
}
