import type { AnswerEvaluation, AnswerOutcome } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { AnswerTask, SystemId } from '../../../pipeline/contracts/names.ts';
import type { ResamplingConfig } from '../../../pipeline/contracts/spec.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import type { AnswerRecord, JudgeFacts } from './judge.ts';
import { judgeAnswers } from './judge-answers.ts';
import { outcomeOf, regressionsOf, worstOf } from './outcomes.ts';

/** What the figures are worked out from. */
export interface AnswerEvidence {
  readonly task: AnswerTask;
  readonly facts: JudgeFacts;
  readonly records: readonly AnswerRecord[];
  /** base and tuned, and production where there is one; aligned with `records`. */
  readonly systems: ReadonlyMap<SystemId, readonly string[]>;
  readonly testDigest: string;
  readonly production: AnswerEvaluation['production'];
  readonly at: Date;
}

/** The whole evaluation of a task whose answers are written: a pure function of the evidence, the same for the same seed. */
export function* answerEvaluation(
  evidence: AnswerEvidence,
  config: ResamplingConfig,
): Sliced<{ evaluation: AnswerEvaluation; unreadableTruth: number }> {
  const { task, facts, records, systems } = evidence;
  const references = (['base', 'production'] as const).filter((id) => systems.has(id));
  const judged = yield* judgeAnswers<SystemId>(
    {
      task,
      facts,
      records,
      systems,
      pairs: references.map((reference) => ({ candidate: 'tuned', reference })),
    },
    config,
  );
  const tuned = judged.judged.get('tuned')!;
  const before = judged.judged.get('production') ?? judged.judged.get('base')!;
  const outcome = (at: number): AnswerOutcome => outcomeOf(records[at]!, systems, judged.judged, at);
  const evaluation: AnswerEvaluation = {
    format: 1,
    task,
    n: records.length,
    test_digest: evidence.testDigest,
    evaluated_at: evidence.at.toISOString(),
    confidence: config.confidence,
    bootstrap_draws: config.draws,
    systems: {
      base: judged.systems.get('base')!,
      tuned: judged.systems.get('tuned')!,
      production: judged.systems.get('production') ?? null,
    },
    production: evidence.production,
    comparisons: judged.comparisons,
    worst: worstOf(tuned).map(outcome),
    regressions: regressionsOf(tuned, before).map(outcome),
  };
  return { evaluation, unreadableTruth: judged.unreadableTruth };
}
