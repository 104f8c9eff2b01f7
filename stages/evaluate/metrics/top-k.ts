import type { Scores } from './scores.ts';

/**
 * Share of records whose true class is among the k most probable. Range [0, 1]; no records: null; 1 where k reaches the
 * number of classes. Equal probabilities: the class with the higher index comes first, as in sklearn
 * `top_k_accuracy_score`, which the figure equals.
 * @param truth class index of each record
 * @param k integer ≥ 1
 */
export function topKAccuracy(truth: ArrayLike<number>, scores: Scores, k: number): number | null {
  const { n, classes, values } = scores;
  if (n === 0) return null;
  let found = 0;
  for (let i = 0; i < n; i++) {
    const at = i * classes;
    const own = values[at + truth[i]!]!;
    let before = 0;
    for (let c = 0; c < classes; c++) {
      const other = values[at + c]!;
      if (other > own || (other === own && c > truth[i]!)) before += 1;
    }
    if (before < k) found += 1;
  }
  return found / n;
}
