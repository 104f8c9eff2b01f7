import {
  INTERVAL_METRICS,
  type Interval,
  type IntervalMetric,
} from '../../../pipeline/contracts/evaluation.ts';
import type { Confusion } from '../metrics/confusion.ts';
import { METRICS } from '../metrics/registry.ts';
import type { Sliced } from './in-slices.ts';
import { resampleCells } from './multinomial-sample.ts';
import { percentileInterval } from './percentile-interval.ts';
import type { Random } from './random.ts';

export interface BootstrapOptions {
  readonly draws: number;
  /** In (0, 1), e.g. 0.95. */
  readonly confidence: number;
  readonly random: Random;
}

/**
 * Percentile intervals of the interval metrics, by a bootstrap stratified by true class: each draw keeps every class's
 * number of records and draws them with replacement, which for counts is one multinomial a matrix row. Each metric is
 * the same function of a draw as of the sample. Metrics share the draws.
 * With one record every draw is that record, and the interval is a point: it tells how the sample varies, not that
 * little data is much. Source: Efron and Tibshirani 1993, ch. 8 and 13.
 * @param confusion of at least one record
 */
export function* bootstrapIntervals(
  confusion: Confusion,
  { draws, confidence, random }: BootstrapOptions,
): Sliced<Record<IntervalMetric, Interval>> {
  const { classes, counts, support, n } = confusion;
  const drawn = new Float64Array(classes * classes);
  const predicted = new Float64Array(classes);
  const hits = new Float64Array(classes);
  const tally = { n, support, predicted, hits };
  const values = INTERVAL_METRICS.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    predicted.fill(0);
    for (let row = 0; row < classes; row++) {
      if (support[row] === 0) continue;
      const from = row * classes;
      resampleCells(random, counts, drawn, from, from + classes);
      for (let c = 0; c < classes; c++) predicted[c]! += drawn[from + c]!;
      hits[row] = drawn[from + row]!;
    }
    INTERVAL_METRICS.forEach((metric, i) => {
      values[i]![draw] = METRICS[metric](tally)!;
    });
    yield;
  }
  const interval = (metric: IntervalMetric): Interval =>
    percentileInterval(values[INTERVAL_METRICS.indexOf(metric)]!, confidence);
  return {
    accuracy: interval('accuracy'),
    macro_precision: interval('macro_precision'),
    macro_recall: interval('macro_recall'),
    macro_f1: interval('macro_f1'),
  };
}
