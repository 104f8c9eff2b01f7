import type { AnswerComparison, AnswerMetrics, AnswerOutcome } from './answer-evaluation.ts';
import type { JudgeReport } from './judge.ts';
import type { AnswerTask, Localized } from './names.ts';

/** A file of written answers judged by a file of truth, and a baseline's beside it. */
export interface AnswerFileFigures {
  readonly format: 1;
  readonly task: AnswerTask;
  readonly n: number;
  readonly confidence: number;
  readonly bootstrap_draws: number;
  readonly predictions: AnswerMetrics;
  readonly baseline: AnswerMetrics | null;
  /** Predictions against the baseline; null without one. */
  readonly comparison: Omit<AnswerComparison, 'candidate' | 'reference'> | null;
  /** What a text model says of predictions (`tuned`) and baseline (`base`); absent where none was asked. */
  readonly judge?: JudgeReport;
}

/** Everything that the report on a file of written answers says: `report.json`. */
export interface AnswerFileReportModel {
  readonly format: 1;
  readonly kind: 'answer_file_evaluation';
  /** The file's name. */
  readonly name: string;
  /** ISO 8601. */
  readonly made_at: string;
  readonly language: 'zh-TW' | 'en';
  readonly figures: AnswerFileFigures;
  readonly warnings: readonly Localized[];
  /** The worst answers, lowest score first; at most 100. `tuned` are the predictions, `base` the baseline. */
  readonly worst: readonly AnswerOutcome[];
  /** Records that the baseline answered better, greatest loss first; at most 50. */
  readonly regressions: readonly AnswerOutcome[];
}
