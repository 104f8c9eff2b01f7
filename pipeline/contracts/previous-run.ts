import type { Interval } from './evaluation.ts';
import type { Localized } from './names.ts';

/** What became of one piece of advice: the figures call for it no longer, or for less, as much, or more of it. */
export type AdviceState = 'settled' | 'less' | 'same' | 'more';

/** The last other model of the same name: what its report advised, what was changed since, and what came of it. */
export interface PreviousRun {
  readonly made_at: string;
  /** The task's figure of merit of the tuned model then, 0–1. */
  readonly merit: {
    readonly metric: string;
    readonly name: Localized;
    readonly value: number;
    readonly interval: Interval;
  };
  /** Whether it was tested on the same records: only then can the figures be held against each other. */
  readonly same_test: boolean;
  /** Records to train on, then and now. */
  readonly train: { readonly before: number; readonly after: number };
  /** Settings of training, as they were used, that are others now. */
  readonly settings: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  /** In the order of its report. `evidence` is that of then. */
  readonly advice: readonly {
    readonly id: string;
    readonly evidence: unknown;
    readonly state: AdviceState;
  }[];
}
