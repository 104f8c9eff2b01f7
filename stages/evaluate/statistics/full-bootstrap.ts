import {
  FILE_INTERVAL_METRICS,
  type FileIntervalMetric,
} from '../../../pipeline/contracts/classification-figures.ts';
import type { Interval } from '../../../pipeline/contracts/evaluation.ts';
import type { Confusion } from '../metrics/confusion.ts';
import { METRICS } from '../metrics/registry.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import type { Sliced } from './in-slices.ts';
import { percentileInterval } from './percentile-interval.ts';
import { resampleRow, rowsOf } from './sparse-rows.ts';

export interface FullIntervals {
  /** Null where the metric is undefined in the sample. */
  readonly metrics: Readonly<Record<FileIntervalMetric, Interval | null>>;
  /** F1 of each class; null where undefined in the sample. */
  readonly classF1: readonly (Interval | null)[];
}

/**
 * Percentile intervals of every headline metric and of each class's F1 by one bootstrap, stratified by true class like
 * `bootstrapIntervals`. A draw in which a metric is undefined (all records answered alike: MCC) is left out of that
 * metric's interval.
 * @param confusion of at least one record
 */
export function* fullIntervals(
  confusion: Confusion,
  { draws, confidence, random }: BootstrapOptions,
): Sliced<FullIntervals> {
  const { classes, support, n } = confusion;
  const predicted = new Float64Array(classes);
  const hits = new Float64Array(classes);
  const tally = { n, support, predicted, hits };
  const rows = rowsOf(confusion);
  const values = FILE_INTERVAL_METRICS.map(() => new Float64Array(draws));
  const defined = FILE_INTERVAL_METRICS.map(() => 0);
  const f1 = Array.from({ length: classes }, () => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    predicted.fill(0);
    for (const row of rows) hits[row.truth] = resampleRow(random, row, predicted);
    for (let i = 0; i < FILE_INTERVAL_METRICS.length; i++) {
      const value = METRICS[FILE_INTERVAL_METRICS[i]!](tally);
      if (value !== null) values[i]![defined[i]!++] = value;
    }
    for (let c = 0; c < classes; c++) {
      // A class that is only answered may go unanswered in a draw: no answer of it is right either way.
      const total = support[c]! + predicted[c]!;
      f1[c]![draw] = total === 0 ? 0 : (2 * hits[c]!) / total;
    }
    yield;
  }
  const intervalOf = (metric: FileIntervalMetric, i: number): Interval | null =>
    METRICS[metric](confusion) === null || defined[i] === 0
      ? null
      : percentileInterval(values[i]!.subarray(0, defined[i]), confidence);
  return {
    metrics: Object.fromEntries(
      FILE_INTERVAL_METRICS.map((metric, i) => [metric, intervalOf(metric, i)]),
    ) as Record<FileIntervalMetric, Interval | null>,
    classF1: f1.map((drawn, c) =>
      support[c]! + confusion.predicted[c]! === 0 ? null : percentileInterval(drawn, confidence),
    ),
  };
}
