import type { Ranking } from './ranking.ts';

/**
 * Average precision, the area under the precision-recall curve as a step function: Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over falling
 * thresholds, without interpolation. Range (0, 1], the share of positives is chance; null where there are no positives.
 * Source: sklearn `average_precision_score`; Davis and Goadrich 2006 for why not to interpolate.
 */
export function averagePrecision({ positives, truePositives, falsePositives }: Ranking): number | null {
  if (positives === 0) return null;
  let sum = 0;
  let before = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const found = truePositives[i]!;
    sum += ((found - before) / positives) * (found / (found + falsePositives[i]!));
    before = found;
  }
  return sum;
}
