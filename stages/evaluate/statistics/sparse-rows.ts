import type { Confusion } from '../metrics/confusion.ts';
import { sampleBinomial } from './binomial-sample.ts';
import type { Random } from './random.ts';

/** One true class's cells that hold records, the fullest first. */
export interface SparseRow {
  readonly truth: number;
  readonly records: number;
  readonly answers: Int32Array;
  /** Chance of each cell among those not yet drawn: count / records of this cell and all after it. The last is 1. */
  readonly chance: Float64Array;
}

/** The rows of a matrix that hold records. */
export function rowsOf({ classes, counts, support }: Confusion): SparseRow[] {
  return Array.from({ length: classes }, (_, truth) => truth)
    .filter((truth) => support[truth]! > 0)
    .map((truth) => {
      const count = (answer: number) => counts[truth * classes + answer]!;
      const answers = Array.from({ length: classes }, (_, answer) => answer)
        .filter((answer) => count(answer) > 0)
        .sort((a, b) => count(b) - count(a) || a - b);
      let left = support[truth]!;
      const chance = answers.map((answer) => {
        const share = count(answer) / left;
        left -= count(answer);
        return share;
      });
      return {
        truth,
        records: support[truth]!,
        answers: Int32Array.from(answers),
        chance: Float64Array.from(chance),
      };
    });
}

/**
 * Draws a row's records again with replacement: one multinomial, cell by cell from the fullest, so that little is left
 * to draw for the rest (Devroye 1986, ch. XI.1.4). Adds the drawn answers to `predicted`.
 * @returns how many were answered right
 */
export function resampleRow(random: Random, row: SparseRow, predicted: Float64Array): number {
  const { truth, answers, chance } = row;
  let left = row.records;
  let hits = 0;
  for (let i = 0; i < answers.length && left > 0; i++) {
    const drawn = sampleBinomial(random, left, chance[i]!);
    left -= drawn;
    const answer = answers[i]!;
    predicted[answer]! += drawn;
    if (answer === truth) hits = drawn;
  }
  return hits;
}
