import type { Interval } from './evaluation.ts';
import type { Alias, Localized, Verdict } from './names.ts';
import type { AliasMove, Override } from './registry.ts';

/** How many records of a label there are in two versions; 0: none. */
export interface LabelChange {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** Records behind a version: what was uploaded, what a text model added, and where the split put them. */
export interface HistoryRecords {
  readonly uploaded: number;
  readonly generated: number;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/** One published version, as the history of its name shows it. */
export interface HistoryVersion {
  readonly version: number;
  readonly created_at: string;
  readonly aliases: readonly Alias[];
  readonly verdict: Verdict;
  readonly override: Override | null;
  readonly run: string;
  /** Id of the base model. */
  readonly base: string;
  /** The task's figure of merit, 0–1, of the tuned model and of its base on the same records. */
  readonly metric: { readonly id: string; readonly name: Localized };
  readonly tuned: { readonly value: number; readonly interval: Interval };
  readonly base_value: number;
  /** Only figures with the same digest can be held against each other. */
  readonly test: { readonly digest: string; readonly records: number };
  readonly dataset: { readonly name: string; readonly digest: string };
  readonly records: HistoryRecords;
  /** Labels whose number of records differs from the version before, the greatest change first; null: there is none before. */
  readonly label_changes: readonly LabelChange[] | null;
  /** The paired difference from the version that was in production then; null: there was none, or none on these records. */
  readonly against: {
    readonly version: number;
    readonly difference: number;
    readonly interval: Interval;
    readonly p: number;
  } | null;
}

/** A registry name over time. */
export interface ModelHistory {
  readonly format: 1;
  readonly name: string;
  readonly made_at: string;
  /** The oldest first; at most the newest 60. */
  readonly versions: readonly HistoryVersion[];
  /** Versions older than those, which are left out. */
  readonly left_out: number;
  /** Where production and candidate went, the newest first. */
  readonly moves: readonly AliasMove[];
}
