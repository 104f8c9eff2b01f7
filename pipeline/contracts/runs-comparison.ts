import type { Interval } from './evaluation.ts';
import type { HistoryRecords } from './model-history.ts';
import type { Localized, TaskKind, Verdict } from './names.ts';

/** A figure of one run, 0–1. */
export interface ComparedFigure {
  readonly value: number;
  readonly interval: Interval;
}

/** One of the runs that are set side by side. */
export interface ComparedRun {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly verdict: Verdict | null;
  /** The version that was published, or null. */
  readonly version: number | null;
  readonly base: string;
  readonly dataset: { readonly name: string; readonly version: number; readonly digest: string };
  readonly test: { readonly digest: string; readonly records: number };
  readonly records: HistoryRecords;
  /** Seconds of work of all stages; stages that came from memory count nothing. */
  readonly seconds: number;
  /** In the order of `RunsComparison.metrics`. */
  readonly figures: readonly ComparedFigure[];
  /** F1 by label, where the task has labels; null: the model never met or answered the label. */
  readonly classes: Readonly<Record<string, number | null>>;
}

/** Two runs whose models answered the same records. Differences are run − reference. */
export interface RunPair {
  readonly run: string;
  readonly reference: string;
  readonly accuracy_difference: number;
  readonly macro_f1_difference: number;
  /** Paired bootstrap of the macro-F1 difference. */
  readonly interval: Interval;
  readonly mcnemar_p: number;
  readonly macro_f1_p: number;
  readonly only_run_correct: number;
  readonly only_reference_correct: number;
}

/** Runs side by side. */
export interface RunsComparison {
  readonly format: 1;
  readonly made_at: string;
  readonly task: TaskKind;
  readonly confidence: number;
  /** The task's figure of merit first. */
  readonly metrics: readonly { readonly id: string; readonly name: Localized }[];
  readonly runs: readonly ComparedRun[];
  /** False where the runs were tested on different records: then nothing can be said of luck. */
  readonly same_test: boolean;
  /** Every other run against the first; empty where the tests differ or the answers are not labels. */
  readonly pairs: readonly RunPair[];
  /** Settings as they were used that are not the same in all runs; values in the order of the runs, null: not set. */
  readonly settings: readonly { readonly field: string; readonly values: readonly unknown[] }[];
}
