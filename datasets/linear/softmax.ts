import type { FeatureRows } from './features.ts';
import { AMOUNT_BITS, MOST } from './gram-rows.ts';

/** Weights of a multinomial logistic model: for each feature, and for the bias after the last, one for each class. */
export interface Weights {
  readonly features: number;
  readonly classes: number;
  /** (features + 1) × classes, row by row. */
  readonly values: Float32Array;
}

/** Writes a row's score for each class into `scores`. */
export function scoreRow(
  { features, classes, values }: Weights,
  { cells, starts, scales }: FeatureRows,
  row: number,
  scores: Float64Array,
): void {
  scores.fill(0);
  const end = starts[row + 1]!;
  for (let at = starts[row]!; at < end; at++) {
    const cell = cells[at]!;
    const base = (cell >>> AMOUNT_BITS) * classes;
    const amount = cell & MOST;
    for (let k = 0; k < classes; k++) scores[k]! += values[base + k]! * amount;
  }
  const scale = scales[row]!;
  const bias = features * classes;
  for (let k = 0; k < classes; k++) scores[k] = scores[k]! * scale + values[bias + k]!;
}

/** Makes scores log-probabilities. */
export function logSoftmax(scores: Float64Array): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const score of scores) greatest = Math.max(greatest, score);
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - greatest);
  const all = greatest + Math.log(sum);
  for (let k = 0; k < scores.length; k++) scores[k]! -= all;
}
