import type { SystemMetrics } from '../../pipeline/contracts/evaluation.ts';

/** Share of all test records that belong to these classes and were answered otherwise. */
export function missedShare(
  { per_class, n }: Pick<SystemMetrics, 'per_class' | 'n'>,
  labels: ReadonlySet<string>,
): number {
  const missed = per_class
    .filter(({ label }) => labels.has(label))
    .reduce((sum, { support, recall }) => sum + support * (1 - (recall ?? 0)), 0);
  return missed / n;
}
