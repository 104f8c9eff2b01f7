import type { Interval } from '../../../pipeline/contracts/evaluation.ts';

/**
 * The central `confidence` share of the draws: their (1 − confidence)/2 and (1 + confidence)/2 quantiles, interpolated
 * linearly between order statistics (Hyndman and Fan 1996, type 7; numpy's default). Sorts `draws` in place.
 * @param draws at least one finite number
 */
export function percentileInterval(draws: Float64Array, confidence: number): Interval {
  draws.sort();
  return [quantile(draws, (1 - confidence) / 2), quantile(draws, (1 + confidence) / 2)];
}

function quantile(sorted: Float64Array, probability: number): number {
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (position - below);
}
