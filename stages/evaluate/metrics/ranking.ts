import type { CurvePoint } from '../../../pipeline/contracts/classification-figures.ts';
import { outline } from './outline.ts';

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

/**
 * The ROC curve, (false positive rate, true positive rate) from (0, 0) to (1, 1); empty where one side has no records.
 * @param tolerance how far a point that is left out may lie from the curve; 0: every threshold
 */
export function rocCurve(ranking: Ranking, tolerance: number): CurvePoint[] {
  const { positives, negatives, truePositives, falsePositives } = ranking;
  if (positives === 0 || negatives === 0) return [];
  const from = (counts: Float64Array, all: number) => {
    const shares = new Float64Array(counts.length + 1);
    for (let i = 0; i < counts.length; i++) shares[i + 1] = counts[i]! / all;
    return shares;
  };
  return drawn(from(falsePositives, negatives), from(truePositives, positives), tolerance);
}

/**
 * The precision-recall curve, (recall, precision) by falling threshold, up to where all positives are found; empty where
 * there are none.
 */
export function precisionRecallCurve(ranking: Ranking, tolerance: number): CurvePoint[] {
  const { positives, truePositives, falsePositives } = ranking;
  if (positives === 0) return [];
  const found = truePositives.subarray(0, truePositives.indexOf(positives) + 1);
  const recall = found.map((hits) => hits / positives);
  const precision = found.map((hits, i) => hits / (hits + falsePositives[i]!));
  return drawn(recall, precision, tolerance);
}

function drawn(xs: Float64Array, ys: Float64Array, tolerance: number): CurvePoint[] {
  return outline(xs, ys, tolerance).map((i) => [xs[i]!, ys[i]!]);
}
