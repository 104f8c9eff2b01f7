import type { SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import { type Confusion, confusionRows } from './metrics/confusion.ts';
import { classMetrics } from './metrics/precision-recall-f1.ts';
import { METRICS, type ScalarMetric } from './metrics/registry.ts';
import { type BootstrapOptions, bootstrapIntervals } from './statistics/bootstrap.ts';
import type { Sliced } from './statistics/in-slices.ts';

/**
 * Every figure of one system.
 * @param labels names of the classes, in the order of the confusion's indices
 * @param confusion of at least one record
 */
export function* systemMetrics(
  labels: readonly string[],
  confusion: Confusion,
  bootstrap: BootstrapOptions,
): Sliced<SystemMetrics> {
  const defined = (metric: ScalarMetric): number => {
    const value = METRICS[metric](confusion);
    if (value === null) throw new RangeError(`${metric} is undefined without records`);
    return value;
  };
  return {
    n: confusion.n,
    accuracy: defined('accuracy'),
    balanced_accuracy: METRICS.balanced_accuracy(confusion),
    macro_precision: defined('macro_precision'),
    macro_recall: defined('macro_recall'),
    macro_f1: defined('macro_f1'),
    micro_f1: defined('micro_f1'),
    weighted_f1: defined('weighted_f1'),
    mcc: METRICS.mcc(confusion),
    kappa: METRICS.kappa(confusion),
    per_class: classMetrics(labels, confusion),
    confusion: { labels, matrix: confusionRows(confusion) },
    intervals: yield* bootstrapIntervals(confusion, bootstrap),
  };
}
