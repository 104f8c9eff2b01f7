import type { AnswerEvaluation, AnswerOutcome } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { AnswerTask, SystemId } from '../../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../../pipeline/contracts/spec.ts';
import { shortened } from '../shortened.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import type { AnswerRecord, JudgeFacts } from './judge.ts';
import { type JudgedAnswers, judgeAnswers } from './judge-answers.ts';

const WORST = 100;
const REGRESSIONS = 50;

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
  config: Pick<PipelineSpec['evaluate'], 'draws' | 'confidence' | 'seed'>,
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
  const outcome = (at: number): AnswerOutcome => outcomeOf(evidence, judged, at);
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
    worst: worstOf(judged).map(outcome),
    regressions: regressionsOf(judged).map(outcome),
  };
  return { evaluation, unreadableTruth: judged.unreadableTruth };
}

/** Places of the tuned model's answers that are not wholly right, lowest score first. */
function worstOf({ judged }: JudgedAnswers<SystemId>): number[] {
  const scores = judged.get('tuned')!.map(({ score }) => score);
  return [...scores.keys()]
    .filter((at) => scores[at]! < 1)
    .sort((a, b) => scores[a]! - scores[b]! || a - b)
    .slice(0, WORST);
}

/** Places where the tuned model scores lower than the version in production, else than its base; greatest loss first. */
function regressionsOf({ judged }: JudgedAnswers<SystemId>): number[] {
  const tuned = judged.get('tuned')!;
  const before = judged.get('production') ?? judged.get('base')!;
  const losses = tuned.map(({ score }, at) => before[at]!.score - score);
  return [...losses.keys()]
    .filter((at) => losses[at]! > 0)
    .sort((a, b) => losses[b]! - losses[a]! || a - b)
    .slice(0, REGRESSIONS);
}

function outcomeOf(
  { records, systems }: AnswerEvidence,
  { judged }: JudgedAnswers<SystemId>,
  at: number,
): AnswerOutcome {
  const { id, text, truth } = records[at]!;
  const answers = [...systems].map(([system, given]) => {
    const { score, readable } = judged.get(system)![at]!;
    return [system, { answer: shortened(given[at]!), score, readable }];
  });
  return { id, text: shortened(text), truth: shortened(truth), answers: Object.fromEntries(answers) };
}
