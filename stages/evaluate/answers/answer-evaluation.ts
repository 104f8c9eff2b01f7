import type {
  AnswerEvaluation,
  AnswerOutcome,
  AnswerPeer,
} from '../../../pipeline/contracts/answer-evaluation.ts';
import type { CutRecords } from '../../../pipeline/contracts/evaluation.ts';
import type { AnswerTask, SystemId } from '../../../pipeline/contracts/names.ts';
import { PEER_IDS, type PeerId, type PeerLeftOut } from '../../../pipeline/contracts/peers.ts';
import type { ResamplingConfig } from '../../../pipeline/contracts/spec.ts';
import { TASKS } from '../../../pipeline/contracts/tasks.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import type { SliceBy } from '../statistics/slices.ts';
import { answerSlices } from './answer-slices.ts';
import type { AnswerRecord, JudgeFacts } from './judge.ts';
import { type JudgedAnswers, judgeAnswers } from './judge-answers.ts';
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
  /** Slices in which tuned and production are compared. */
  readonly slices: readonly SliceBy[];
  /** Aligned with `records` too. */
  readonly peers: ReadonlyMap<PeerId, readonly string[]>;
  readonly peersLeftOut: readonly PeerLeftOut[];
  readonly cut: CutRecords;
  readonly at: Date;
}

/** The whole evaluation of a task whose answers are written: a pure function of the evidence, the same for the same seed. */
export function* answerEvaluation(
  evidence: AnswerEvidence,
  config: ResamplingConfig,
): Sliced<{ evaluation: AnswerEvaluation; unreadableTruth: number }> {
  const { task, facts, records, systems } = evidence;
  const references = (['base', 'production'] as const).filter((id) => systems.has(id));
  const peers = PEER_IDS.filter((id) => evidence.peers.has(id));
  const judged = yield* judgeAnswers<SystemId | PeerId>(
    {
      task,
      facts,
      records,
      systems: new Map<SystemId | PeerId, readonly string[]>([...systems, ...evidence.peers]),
      pairs: [
        ...references.map((reference) => ({ candidate: 'tuned' as const, reference, byPart: true })),
        ...peers.map((reference) => ({ candidate: 'tuned' as const, reference })),
      ],
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
    comparisons: references.map((reference) => ({
      candidate: 'tuned',
      reference,
      ...comparisonIn(judged, reference),
    })),
    ...(systems.has('production') &&
      evidence.slices.length > 0 && {
        production_slices: yield* answerSlices(
          evidence.slices,
          {
            judge: judged.judge,
            metric: TASKS[task].primary,
            extremes: judged.extremes,
            tuned,
            production: before,
          },
          config,
        ),
      }),
    peers: peers.map((id) => ({
      id,
      metrics: judged.systems.get(id)!,
      comparison: comparisonIn(judged, id),
    })),
    peers_left_out: evidence.peersLeftOut,
    cut: evidence.cut,
    worst: worstOf(tuned).map(outcome),
    regressions: regressionsOf(tuned, before).map(outcome),
  };
  return { evaluation, unreadableTruth: judged.unreadableTruth };
}

/** The tuned model against `reference`. */
function comparisonIn(
  { comparisons }: JudgedAnswers<SystemId | PeerId>,
  reference: SystemId | PeerId,
): AnswerPeer['comparison'] {
  const {
    candidate: _,
    reference: __,
    ...comparison
  } = comparisons.find((one) => one.reference === reference)!;
  return comparison;
}
