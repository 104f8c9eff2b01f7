import type { AnyEvaluation } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { Interval } from '../../../pipeline/contracts/evaluation.ts';
import { primaryOf } from '../../../pipeline/contracts/primary.ts';
import { standardErrors, wilsonInterval } from './wilson-interval.ts';

/**
 * Interval of the tuned model's figure of merit that also counts what so few records may not show: a bootstrap draws only
 * what it saw, and of 30 records that were all answered right it gives a point. So the interval reaches at least as far as
 * Wilson's of that share among the records that count: for a mean over classes k² / Σ 1/n_c (n_c the records of class c, as
 * many as would give a plain share the variance of that mean), else all records. A variance is greatest where the classes
 * are alike, so taking their mean for each errs on the safe side.
 */
export function cautiousInterval(evaluation: AnyEvaluation): Interval {
  const { value, interval } = primaryOf(evaluation).systems.tuned;
  const n = countingRecords(evaluation);
  const share = Math.min(1, Math.max(0, value));
  const [low, high] = wilsonInterval(share * n, n, standardErrors(evaluation.confidence));
  return [Math.min(interval[0], low), Math.max(interval[1], high)];
}

function countingRecords(evaluation: AnyEvaluation): number {
  if (evaluation.task !== 'classification') return evaluation.n;
  const supports = evaluation.systems.tuned.per_class.map(({ support }) => support).filter((n) => n > 0);
  if (supports.length === 0) return evaluation.n;
  return supports.length ** 2 / supports.reduce((sum, support) => sum + 1 / support, 0);
}
