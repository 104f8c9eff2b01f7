import type { ClassDifference } from './classification-figures.ts';
import type { CutRecords, EvaluationResult, Interval, SliceComparison } from './evaluation.ts';
import type { JudgeReport } from './judge.ts';
import type { AnswerTask, SystemId } from './names.ts';
import type { PairPreference } from './pair-preference.ts';
import type { PeerId, PeerLeftOut } from './peers.ts';
import type { AnswerMetric } from './tasks.ts';

/** How well one part of the answers is told: a label, a type of term, or a field. null: undefined. */
export interface GroupMetrics {
  readonly name: string;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Of types: F1 where an overlap suffices; null elsewhere. */
  readonly overlap_f1: number | null;
  /** Items of this part that were wanted, and that were given. */
  readonly support: number;
  readonly predicted: number;
}

/** One system's figures in a task whose answers are written. What cannot be read counts as wrong in all of them. */
export interface AnswerMetrics {
  readonly n: number;
  /** Those of the task (`TASKS`); null where undefined, e.g. invented numbers where no answer has a number. */
  readonly figures: Readonly<Partial<Record<AnswerMetric, number | null>>>;
  /** Bootstrap over records; null where the figure is. */
  readonly intervals: Readonly<Partial<Record<AnswerMetric, Interval | null>>>;
  /** Answers that the parser could not read. */
  readonly unreadable: number;
  /** Weakest first; empty where the task has no parts. */
  readonly groups: readonly GroupMetrics[];
  /** Records by score: [0, 0.1), … [0.9, 1), and exactly 1. */
  readonly scores: readonly number[];
}

/** `candidate` against `reference` on the same records, by the task's primary metric. */
export interface AnswerComparison {
  readonly candidate: SystemId;
  readonly reference: SystemId;
  readonly metric: AnswerMetric;
  /** candidate − reference. */
  readonly difference: number;
  /** Paired bootstrap over records. */
  readonly interval: Interval;
  /** Lower bound of the same difference that also allows for losses which so few records may not show. Absent in older evaluations. */
  readonly cautious_low?: number;
  /** Two-sided permutation test that exchanges the systems' answers record by record (sign flips, for a mean of scores). */
  readonly p: number;
  /** Records on which the one scored higher than the other. */
  readonly candidate_better: number;
  readonly reference_better: number;
  /** Each part that was wanted, with p corrected for their number. Absent where the task has no parts, and in older evaluations. */
  readonly parts?: readonly ClassDifference[];
}

/** The tuned model (candidate) against a peer (reference) on the same records. */
export interface AnswerPeer {
  readonly id: PeerId;
  readonly metrics: AnswerMetrics;
  readonly comparison: Omit<AnswerComparison, 'candidate' | 'reference'>;
}

/** What one system answered to a record, and how much of it was right, 0–1. */
export interface ScoredAnswer {
  readonly answer: string;
  readonly score: number;
  readonly readable: boolean;
}

export interface AnswerOutcome {
  readonly id: string;
  readonly text: string;
  readonly truth: string;
  readonly answers: Readonly<Partial<Record<SystemId, ScoredAnswer>>>;
}

/** The evaluation of a task whose answers are written. */
export interface AnswerEvaluation {
  readonly format: 1;
  readonly task: AnswerTask;
  readonly n: number;
  readonly test_digest: string;
  readonly evaluated_at: string;
  readonly confidence: number;
  readonly bootstrap_draws: number;
  readonly systems: Readonly<{ base: AnswerMetrics; tuned: AnswerMetrics; production: AnswerMetrics | null }>;
  readonly production: EvaluationResult['production'];
  readonly comparisons: readonly AnswerComparison[];
  /** The slices that the gate's policy names; absent where it names none or nothing is in production. */
  readonly production_slices?: readonly SliceComparison[];
  /** Whatever else answered the same records, in the order of `PEER_IDS`. Absent in evaluations older than peers. */
  readonly peers?: readonly AnswerPeer[];
  readonly peers_left_out?: readonly PeerLeftOut[];
  /** What the model makes of pairs of answers; absent where the dataset is not one of pairs. */
  readonly preference?: PairPreference;
  /** What a text model says of generated texts; absent where none was asked. */
  readonly judge?: JudgeReport;
  /** Absent in evaluations from before it was counted. */
  readonly cut?: CutRecords;
  /** The tuned model's worst answers, lowest score first; at most 100. */
  readonly worst: readonly AnswerOutcome[];
  /** Records on which the tuned model is worse than production (else than its base), greatest loss first; at most 50. */
  readonly regressions: readonly AnswerOutcome[];
}

/** What `evaluate` finds, told apart by `task`: the evaluation of a classification, or of answers that were written. */
export type AnyEvaluation = EvaluationResult | AnswerEvaluation;
