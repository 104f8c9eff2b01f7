import type { SystemId } from './names.ts';
import type { PeerId, PeerLeftOut } from './peers.ts';

/** Figures are in [0, 1] unless said otherwise; null means undefined (for instance precision of a class never predicted). */
export interface ClassMetrics {
  readonly label: string;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Test records of this class. */
  readonly support: number;
  /** Times the model answered this class. */
  readonly predicted: number;
}

export type Interval = readonly [low: number, high: number];

/** Metrics that carry a bootstrap interval. */
export const INTERVAL_METRICS = ['accuracy', 'macro_precision', 'macro_recall', 'macro_f1'] as const;
export type IntervalMetric = (typeof INTERVAL_METRICS)[number];

/** One system's figures. Macro averages are over the classes that occur in truth or in predictions; an undefined
 *  per-class figure counts as 0 in them, as scikit-learn does with `zero_division=0`. */
export interface SystemMetrics {
  readonly n: number;
  readonly accuracy: number;
  readonly balanced_accuracy: number | null;
  readonly macro_precision: number;
  readonly macro_recall: number;
  readonly macro_f1: number;
  readonly micro_f1: number;
  readonly weighted_f1: number;
  readonly mcc: number | null;
  readonly kappa: number | null;
  readonly per_class: readonly ClassMetrics[];
  /** matrix[true][predicted], both in the order of `labels`. */
  readonly confusion: { readonly labels: readonly string[]; readonly matrix: readonly (readonly number[])[] };
  readonly intervals: Readonly<Record<IntervalMetric, Interval>>;
}

/** `candidate` against `reference` on the same records. Differences are candidate − reference. */
export interface Comparison {
  readonly candidate: SystemId;
  readonly reference: SystemId;
  readonly accuracy_difference: number;
  readonly macro_f1_difference: number;
  /** 95 % paired bootstrap interval of the macro-F1 difference. */
  readonly interval: Interval;
  /** Lower confidence bound of the same difference that also allows for losses which so few records may not show. */
  readonly cautious_low: number;
  /** Exact two-sided McNemar test on correct/incorrect. */
  readonly mcnemar_p: number;
  /** Two-sided paired permutation test on macro-F1. */
  readonly macro_f1_p: number;
  readonly only_candidate_correct: number;
  readonly only_reference_correct: number;
}

/** The tuned model (candidate) against a peer (reference) on the same records. */
export type PeerComparison = Omit<Comparison, 'candidate' | 'reference'>;

export interface Peer {
  readonly id: PeerId;
  readonly metrics: SystemMetrics;
  readonly comparison: PeerComparison;
}

/** Expected calibration error of the answers that were given (15 bins), with bounds that few records make wide. */
export interface Calibration {
  readonly error: number;
  readonly bounds: Interval;
}

/** The tuned model against production in the parts of one slice of the records, by macro-F1 or the task's main figure. */
export interface SliceComparison {
  /** `length`, `source`, `label` or a column's name. */
  readonly by: string;
  /** Of each part's interval, widened so that those of all parts hold together. */
  readonly confidence: number;
  /** The largest first; none where no test record has the column. */
  readonly parts: readonly {
    readonly value: string;
    readonly n: number;
    readonly difference: number;
    readonly interval: Interval;
    readonly cautious_low: number;
    /** Two-sided, corrected for the number of all parts (Holm). Absent in evaluations older than it. */
    readonly p?: number;
  }[];
}

/** How many test records were cut for each system because they are longer than it may read, and at how many tokens. */
export type CutRecords = readonly {
  readonly system: SystemId | PeerId;
  readonly records: number;
  readonly max_length: number;
  /** What its base can read at most. */
  readonly context_length: number;
}[];

/** A test record as the report shows it. */
export interface ExampleOutcome {
  readonly id: string;
  readonly text: string;
  readonly truth: string;
  readonly answers: Readonly<
    Partial<Record<SystemId, { readonly label: string; readonly probability: number }>>
  >;
}

export interface EvaluationResult {
  readonly format: 1;
  readonly task: 'classification';
  readonly labels: readonly string[];
  readonly n: number;
  readonly test_digest: string;
  readonly evaluated_at: string;
  readonly confidence: number;
  readonly bootstrap_draws: number;
  readonly systems: Readonly<{ base: SystemMetrics; tuned: SystemMetrics; production: SystemMetrics | null }>;
  /** The production version compared with, or null. */
  readonly production: { readonly name: string; readonly version: number } | null;
  /** tuned against base, and against production where there is one. */
  readonly comparisons: readonly Comparison[];
  /** Of the tuned model. Absent in evaluations older than the gate's rule. */
  readonly calibration?: Calibration;
  /** The slices that the gate's policy names; absent where it names none or nothing is in production. */
  readonly production_slices?: readonly SliceComparison[];
  /** Whatever else answered the same records, in the order of `PEER_IDS`. Absent in evaluations older than peers. */
  readonly peers?: readonly Peer[];
  readonly peers_left_out?: readonly PeerLeftOut[];
  /** Absent in evaluations from before it was counted. */
  readonly cut?: CutRecords;
  /** Wrong answers of the tuned model, grouped by confusion, the most frequent confusion first; at most 200. */
  readonly wrong: readonly ExampleOutcome[];
  /** Test records whose label training never saw: they cannot be answered right. */
  readonly unseen_labels: readonly { readonly label: string; readonly records: number }[];
}
