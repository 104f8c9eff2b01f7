import type { AnswerEvaluation, AnswerMetrics } from '../../pipeline/contracts/answer-evaluation.ts';
import { SYSTEM_IDS, type SystemId } from '../../pipeline/contracts/names.ts';

export interface AnsweringSystem {
  readonly id: SystemId;
  readonly metrics: AnswerMetrics;
}

/** The systems that answered, in the order base, tuned, production. */
export function answeringSystems(
  systems: Readonly<Partial<Record<SystemId, AnswerMetrics | null>>>,
): readonly AnsweringSystem[] {
  return SYSTEM_IDS.flatMap((id) => {
    const metrics = systems[id] ?? null;
    return metrics === null ? [] : [{ id, metrics }];
  });
}

/** What the figures' components need of an evaluation, of a run or of files. */
export interface ShownAnswers
  extends Pick<AnswerEvaluation, 'task' | 'n' | 'confidence' | 'bootstrap_draws'> {
  readonly systems: Readonly<{
    base: AnswerMetrics | null;
    tuned: AnswerMetrics;
    production: AnswerMetrics | null;
  }>;
  readonly comparisons: AnswerEvaluation['comparisons'];
}
