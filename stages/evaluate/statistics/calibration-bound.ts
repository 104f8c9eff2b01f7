import type { ReliabilityBin } from '../../../pipeline/contracts/classification-figures.ts';
import type { Interval } from '../../../pipeline/contracts/evaluation.ts';
import { expectedCalibrationError } from '../metrics/calibration-error.ts';
import { BinomialOf } from './binomial-sample.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import type { Sliced } from './in-slices.ts';
import { percentileInterval } from './percentile-interval.ts';

/**
 * Cautious bounds of the expected calibration error. The error of a sample is biased upward (a perfectly calibrated model has
 * one as well), so its bootstrap interval says little. But the error is at most as far from the true one as the accuracies
 * of the bins are from theirs: |ECE − true ECE| ≤ Σ n_b/n · |accuracy_b − true accuracy_b|. The (1 +
 * confidence)/2 quantile of that sum is drawn from binomials, with one right and one wrong record imagined in every bin (Laplace), so that a bin of
 * few records that are all right counts as what it is: hardly known. Few records give wide bounds.
 * @param curve of at least one record
 * @returns within [0, 1]
 */
export function* calibrationBounds(
  curve: readonly ReliabilityBin[],
  { draws, confidence, random }: BootstrapOptions,
): Sliced<Interval> {
  const n = curve.reduce((sum, bin) => sum + bin.n, 0);
  const bins = curve.map((bin) => {
    const share = (bin.n * bin.accuracy + 1) / (bin.n + 2);
    return { n: bin.n, expected: bin.n * share, right: new BinomialOf(share, bin.n) };
  });
  const strays = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let stray = 0;
    for (const { n: trials, expected, right } of bins) {
      stray += Math.abs(right.draw(random, trials) - expected);
    }
    strays[draw] = stray / n;
    yield;
  }
  const stray = percentileInterval(strays, confidence)[1];
  const error = expectedCalibrationError(curve)!;
  return [Math.max(0, error - stray), Math.min(1, error + stray)];
}
