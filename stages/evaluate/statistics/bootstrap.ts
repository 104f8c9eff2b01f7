import {
  INTERVAL_METRICS,
  type Interval,
  type IntervalMetric,
} from '../../../pipeline/contracts/evaluation.ts';
import type { Confusion } from '../metrics/confusion.ts';
import { METRICS, type Metric } from '../metrics/registry.ts';
import type { Sliced } from './in-slices.ts';
import { percentileInterval } from './percentile-interval.ts';
import type { Random } from './random.ts';
import { resampleRow, rowsOf } from './sparse-rows.ts';

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
  options: BootstrapOptions,
): Sliced<Record<IntervalMetric, Interval>> {
  const metrics = INTERVAL_METRICS.map((metric) => METRICS[metric]);
  const [accuracy, precision, recall, f1] = yield* intervalsOf(confusion, metrics, options);
  return { accuracy: accuracy!, macro_precision: precision!, macro_recall: recall!, macro_f1: f1! };
}

/** The same of any metrics that are defined in every draw, in their order. */
export function* intervalsOf(
  confusion: Confusion,
  metrics: readonly Metric[],
  { draws, confidence, random }: BootstrapOptions,
): Sliced<Interval[]> {
  const { classes, support, n } = confusion;
  const rows = rowsOf(confusion);
  const predicted = new Float64Array(classes);
  const hits = new Float64Array(classes);
  const tally = { n, support, predicted, hits };
  const values = metrics.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    predicted.fill(0);
    for (const row of rows) hits[row.truth] = resampleRow(random, row, predicted);
    metrics.forEach((metric, i) => {
      values[i]![draw] = metric(tally)!;
    });
    yield;
  }
  return values.map((drawn) => percentileInterval(drawn, confidence));
}
