import type { Echoes } from './echoes.ts';
import { HAN_WEIGHT, type Letters, weightOfRange } from './letters.ts';

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
  [8 * HAN_WEIGHT, 3],
  [4 * HAN_WEIGHT, 4],
  [2 * HAN_WEIGHT, 8],
  [0, 16],
];
/** Of Latin letters two words are a phrase already, however short: by its letters. */
const LATIN_COPIES: readonly (readonly [letters: number, copies: number])[] = [
  [8, 6],
  [6, 8],
  [5, 12],
];
const HAN = /\p{Script=Han}/u;
const WORD = /[\p{L}\p{N}]+/gu;
/** Cells of a table and ticks of a form say one word or character each, or a short phrase (not applicable), set apart by
 * one of these; none is a sentence. */
const CELL_COPIES: readonly (readonly [below: number, copies: number])[] = [
  [4 * HAN_WEIGHT, 32],
  [6 * HAN_WEIGHT, 8],
];
const SEPARATOR = /[\t\n|,;/、]/;
const SENTENCE_END = /[.!?。！？]/;

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
  return (
    weight > 0 && copies >= copiesOf(weight, text.slice(letters.places[from]!, letters.places[from + period]))
  );
}

/** How often a unit must be said to be too often. */
function copiesOf(weight: number, unit: string): number {
  const needed = COPIES.find(([least]) => weight >= least)![1];
  const asCell = CELL_COPIES.find(([below]) => weight < below)?.[1];
  if (asCell !== undefined && SEPARATOR.test(unit) && !SENTENCE_END.test(unit)) return asCell;
  if (HAN.test(unit) || (unit.match(WORD)?.length ?? 0) < 2) return needed;
  const asPhrase = LATIN_COPIES.find(([least]) => weight >= least)?.[1];
  return Math.min(needed, asPhrase ?? needed);
}
