import type { AnswerMetrics } from '../../pipeline/contracts/answer-evaluation.ts';
import { type AnswerMetric, TASKS } from '../../pipeline/contracts/tasks.ts';
import type { ShownAnswers } from './answer-systems.ts';

/**
 * What a report says first: the share of records that each system answers wholly right, or, where answers are only more or
 * less good (`whole` of the task is null), the share on which the tuned model does better than each other system.
 */
export interface Headline {
  readonly kind: 'whole' | 'closer';
  /** Shares; of `closer` those of the tuned model over base and over production. null: there is none. */
  readonly tuned: number;
  readonly base: number | null;
  readonly production: number | null;
}

export function headlineOf({ task, n, systems, comparisons }: ShownAnswers): Headline {
  const { whole } = TASKS[task];
  if (whole !== null) {
    const { tuned, base, production } = systems;
    return {
      kind: 'whole',
      tuned: shareIn(tuned, whole),
      base: base && shareIn(base, whole),
      production: production && shareIn(production, whole),
    };
  }
  const closer = (reference: string): number | null => {
    const found = comparisons.find((one) => one.reference === reference);
    return found === undefined ? null : found.candidate_better / n;
  };
  return { kind: 'closer', tuned: closer('base') ?? 0, base: null, production: closer('production') };
}

/** A figure that is defined for every test: the share of whole answers is over all records. */
function shareIn({ figures }: AnswerMetrics, metric: AnswerMetric): number {
  const value = figures[metric];
  if (typeof value !== 'number') throw new RangeError(`${metric} is undefined`);
  return value;
}
