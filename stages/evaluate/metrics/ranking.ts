import type { CurvePoint } from '../../../pipeline/contracts/classification-figures.ts';

/** How positives and negatives lie when scores fall: counts at or above each distinct score, the highest score first. */
export interface Ranking {
  readonly positives: number;
  readonly negatives: number;
  readonly threshold: Float64Array;
  /** Positives at or above the threshold; integers. */
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
}

/**
 * Ranks by merging the two sorted lists, which sorts numbers without a comparison function. Sorts both in place.
 * @param positive finite scores of the positives; `negative` those of the negatives
 */
export function rank(positive: Float64Array, negative: Float64Array): Ranking {
  positive.sort();
  negative.sort();
  const most = positive.length + negative.length;
  const threshold = new Float64Array(most);
  const truePositives = new Float64Array(most);
  const falsePositives = new Float64Array(most);
  let p = positive.length;
  let q = negative.length;
  let points = 0;
  while (p > 0 || q > 0) {
    const score = Math.max(p > 0 ? positive[p - 1]! : -Infinity, q > 0 ? negative[q - 1]! : -Infinity);
    while (p > 0 && positive[p - 1] === score) p -= 1;
    while (q > 0 && negative[q - 1] === score) q -= 1;
    threshold[points] = score;
    truePositives[points] = positive.length - p;
    falsePositives[points] = negative.length - q;
    points += 1;
  }
  return {
    positives: positive.length,
    negatives: negative.length,
    threshold: threshold.subarray(0, points),
    truePositives: truePositives.subarray(0, points),
    falsePositives: falsePositives.subarray(0, points),
  };
}

/** Points of a curve spread evenly over a ranking, its first and last among them. */
export function spread(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)));
}

/** The ROC curve, (false positive rate, true positive rate) from (0, 0) to (1, 1); empty where one side has no records. */
export function rocCurve(ranking: Ranking, most: number): CurvePoint[] {
  const { positives, negatives, truePositives, falsePositives } = ranking;
  if (positives === 0 || negatives === 0) return [];
  const points = spread(truePositives.length, most).map(
    (i): CurvePoint => [falsePositives[i]! / negatives, truePositives[i]! / positives],
  );
  return [[0, 0], ...points];
}

/** The precision-recall curve, (recall, precision) by falling threshold; empty where there are no positives. */
export function precisionRecallCurve(ranking: Ranking, most: number): CurvePoint[] {
  const { positives, truePositives, falsePositives } = ranking;
  if (positives === 0) return [];
  return spread(truePositives.length, most).map((i) => [
    truePositives[i]! / positives,
    truePositives[i]! / (truePositives[i]! + falsePositives[i]!),
  ]);
}
