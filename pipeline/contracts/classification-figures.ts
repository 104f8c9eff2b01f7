import type { ClassMetrics, Comparison, Interval, SystemMetrics } from './evaluation.ts';
import type { Localized } from './names.ts';

/** Answers of one confidence, and how many of them are right; all in [0, 1]. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Mean confidence in the bin. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** What remains, and how right it is, when answers below `threshold` go to a person. */
export interface CoveragePoint {
  readonly threshold: number;
  readonly coverage: number;
  readonly accuracy: number;
}

/** From which confidence on answers can stand without a person, so that as many of them as `target` are right. */
export interface HandOver {
  readonly target: number;
  /**
   * The threshold with the share that it answers of the test and how many of these are right, judged by other records than it was
   * chosen on; null where no threshold reaches the target for at least 5 % of the records.
   */
  readonly point: CoveragePoint | null;
  /**
   * Which records chose the threshold, and how many. `cross_fitting`: all of the test, while what it brings is told in `folds` parts,
   * each by a threshold that the others chose. Left out in older reports, which judged it by the records that it was chosen on.
   */
  readonly chosen?: {
    readonly on: 'validation' | 'cross_fitting';
    readonly n: number;
    readonly folds: number | null;
  };
}

/** x and y of a curve, both in [0, 1]. */
export type CurvePoint = readonly [x: number, y: number];

/** Averages of an area over classes, one against the rest; null where undefined. */
export interface Averages {
  readonly macro: number | null;
  readonly weighted: number | null;
  readonly micro: number | null;
}

/** Figures that need the probability of every class; all null or empty where the predictions carry none. */
export interface ProbabilityFigures {
  /** k → share of records whose true class is among the k most probable. */
  readonly top_k: Readonly<Record<string, number>> | null;
  readonly log_loss: number | null;
  readonly brier: number | null;
  readonly ece: number | null;
  readonly roc_auc: Averages | null;
  readonly average_precision: Averages | null;
  readonly reliability: readonly ReliabilityBin[];
  readonly coverage: readonly CoveragePoint[];
  readonly hand_over: HandOver | null;
}

/** Curves of one class against the rest, or their mean over classes. A curve that is undefined is empty. */
export interface ClassCurves {
  /** False positive rate, true positive rate. */
  readonly roc: readonly CurvePoint[];
  /** Recall, precision. */
  readonly pr: readonly CurvePoint[];
}

/** Curves to draw, without the points that a drawing does not need. */
export interface CurveFigures {
  readonly macro: ClassCurves;
  /** All classes that occur in truth or, of many, those of the least average precision, the least first. */
  readonly classes: readonly (ClassCurves & { readonly label: string })[];
}

/** A class's figures with all that a file of predictions allows to say. */
export interface ClassFigures extends Omit<ClassMetrics, 'label'> {
  /** β → F-beta. */
  readonly fbeta: Readonly<Record<string, number | null>>;
  readonly f1_interval: Interval | null;
  readonly roc_auc: number | null;
  readonly average_precision: number | null;
}

/** Metrics with an interval where predictions come from a file. */
export const FILE_INTERVAL_METRICS = [
  'accuracy',
  'balanced_accuracy',
  'macro_precision',
  'macro_recall',
  'macro_f1',
  'micro_f1',
  'weighted_f1',
  'mcc',
  'kappa',
] as const;
export type FileIntervalMetric = (typeof FILE_INTERVAL_METRICS)[number];

/** How one part of the records fares against the rest. */
export interface SliceFigures {
  /** `length`, `source`, `label_group`, `label_records` (how many records their class has), or a column's name. */
  readonly by: string;
  readonly value: string;
  readonly n: number;
  readonly accuracy: number;
  readonly accuracy_interval: Interval;
  readonly macro_f1: number;
  readonly macro_f1_interval: Interval;
  /** Accuracy here − accuracy of the others; null where there are no others. */
  readonly gap: number | null;
  readonly gap_interval: Interval | null;
}

/** One class of two systems compared. */
export interface ClassDifference {
  readonly label: string;
  readonly f1_difference: number;
  /** Two-sided paired permutation test; `holm_p` is corrected for the number of classes. */
  readonly p: number;
  readonly holm_p: number;
}

/** The smallest true difference of accuracy that this test would notice. */
export interface Detectable {
  /** In [0, 1]; null where not even the largest possible one would be noticed. */
  readonly difference: number | null;
  readonly power: number;
  readonly alpha: number;
  /** Share of records that one of the two systems answers right and the other wrong. */
  readonly discordance: number;
  /** `observed` between the two systems, or `assumed` for one of equal accuracy that errs independently. */
  readonly basis: 'observed' | 'assumed';
  readonly words: Localized;
}

export type FileComparison = Omit<Comparison, 'candidate' | 'reference'> & {
  readonly detectable: Detectable;
  readonly per_class: readonly ClassDifference[];
  /** The baseline's figures on the same records. */
  readonly baseline: Pick<SystemMetrics, 'accuracy' | 'macro_f1'> & {
    readonly intervals: ClassificationFigures['intervals'];
    readonly f1: Readonly<Record<string, number | null>>;
  };
};

/** One system's figures on a file of predictions: what `touchstone evaluate --json` prints. */
export interface ClassificationFigures
  extends Omit<SystemMetrics, 'per_class' | 'intervals'>,
    ProbabilityFigures {
  readonly format: 1;
  readonly task: 'classification';
  readonly confidence: number;
  readonly bootstrap_draws: number;
  /** β → macro F-beta. */
  readonly fbeta: Readonly<Record<string, number>>;
  readonly per_class: Readonly<Record<string, ClassFigures>>;
  /** Null where the metric is undefined. */
  readonly intervals: Readonly<Record<FileIntervalMetric, Interval | null>>;
  /** Null without probabilities. */
  readonly curves: CurveFigures | null;
  readonly detectable: Detectable;
  readonly slices: readonly SliceFigures[];
  readonly comparison: FileComparison | null;
}
