import type { ReliabilityBin } from '../../../pipeline/contracts/classification-figures.ts';

/** Bins of equal width in which confidence is compared with accuracy. */
export const RELIABILITY_BINS = 15;

/**
 * How right answers of each confidence are: bin i holds confidences in (i/bins, (i + 1)/bins], the first bin 0 too.
 * Empty bins are left out. Equals sklearn `calibration_curve(strategy='uniform')`.
 * @param confidence probability given to each answer
 * @param right 1 where the answer is right, else 0; aligned with `confidence`
 */
export function reliabilityCurve(
  confidence: ArrayLike<number>,
  right: ArrayLike<number>,
  bins = RELIABILITY_BINS,
): ReliabilityBin[] {
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => i * (1 / bins));
  const count = new Float64Array(bins);
  const sure = new Float64Array(bins);
  const hits = new Float64Array(bins);
  for (let i = 0; i < confidence.length; i++) {
    const bin = binOf(confidence[i]!, edges, bins);
    count[bin]! += 1;
    sure[bin]! += confidence[i]!;
    hits[bin]! += right[i]!;
  }
  return Array.from(count, (n, i) => ({
    low: i / bins,
    high: (i + 1) / bins,
    n,
    confidence: sure[i]! / n,
    accuracy: hits[i]! / n,
  })).filter(({ n }) => n > 0);
}

/**
 * Expected calibration error: Σ (n of bin / n) · |accuracy − confidence| over the bins. Range [0, 1], 0 where every
 * confidence is deserved; no records: null. Source: Naeini et al. 2015 (AAAI); Guo et al. 2017 for 15 bins.
 */
export function expectedCalibrationError(curve: readonly ReliabilityBin[]): number | null {
  const n = curve.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return null;
  return curve.reduce((sum, bin) => sum + bin.n * Math.abs(bin.accuracy - bin.confidence), 0) / n;
}

/** The bin whose upper edge is the first not below `value`. */
function binOf(value: number, edges: Float64Array, bins: number): number {
  let bin = Math.min(bins - 1, Math.max(0, Math.floor(value * bins)));
  while (bin > 0 && value <= edges[bin]!) bin -= 1;
  while (bin < bins - 1 && value > edges[bin + 1]!) bin += 1;
  return bin;
}
