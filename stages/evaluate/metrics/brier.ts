import type { Scores } from './scores.ts';

/**
 * Brier score in its original form: mean over records of Σ (p(c) − [c is true])². Range [0, 2], 0 is best, also with
 * two classes (where half of it is often given). No records: null.
 * Source: Brier 1950, Mon. Weather Rev. 78:1; sklearn `brier_score_loss(scale_by_half=False)`.
 * @param truth class index of each record
 */
export function brierScore(truth: ArrayLike<number>, scores: Scores): number | null {
  const { n, classes, values } = scores;
  if (n === 0) return null;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const at = i * classes;
    for (let c = 0; c < classes; c++) {
      const gap = values[at + c]! - (c === truth[i] ? 1 : 0);
      sum += gap * gap;
    }
  }
  return sum / n;
}
