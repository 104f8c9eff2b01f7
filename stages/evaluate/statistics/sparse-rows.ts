import type { Confusion } from '../metrics/confusion.ts';
import { Multinomial } from './multinomial-sample.ts';
import type { Random } from './random.ts';

/** One true class's cells that hold records. */
export interface SparseRow {
  readonly truth: number;
  readonly answers: Int32Array;
  readonly sample: Multinomial;
  /** Room for one draw, in the order of `answers`. */
  readonly drawn: Float64Array;
}

/** The rows of a matrix that hold records. */
export function rowsOf({ classes, counts, support }: Confusion): SparseRow[] {
  return Array.from({ length: classes }, (_, truth) => truth)
    .filter((truth) => support[truth]! > 0)
    .map((truth) => {
      const count = (answer: number) => counts[truth * classes + answer]!;
      const answers = Array.from({ length: classes }, (_, answer) => answer).filter(
        (answer) => count(answer) > 0,
      );
      return {
        truth,
        answers: Int32Array.from(answers),
        sample: new Multinomial(answers.map(count), support[truth]!),
        drawn: new Float64Array(answers.length),
      };
    });
}

/**
 * Draws a row's records again with replacement and adds the drawn answers to `predicted`.
 * @returns how many were answered right
 */
export function resampleRow(random: Random, row: SparseRow, predicted: Float64Array): number {
  const { truth, answers, sample, drawn } = row;
  sample.draw(random, drawn);
  let hits = 0;
  for (let i = 0; i < answers.length; i++) {
    const answer = answers[i]!;
    predicted[answer]! += drawn[i]!;
    if (answer === truth) hits = drawn[i]!;
  }
  return hits;
}
