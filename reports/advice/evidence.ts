import type { SwapKind } from '../../pipeline/contracts/bias.ts';
import type { AnswerAdviceEvidence } from './answers/evidence.ts';

/** What each piece of advice rests on: the figures that a reader is shown with it. Shares are in [0, 1]. */
export interface AdviceEvidence extends AnswerAdviceEvidence {
  /** A linear classifier does as well as the tuned model, or better; F1, and the tuned model's lead with its interval. */
  readonly floor_as_good: {
    readonly side: 'open' | 'worse';
    readonly floor: number;
    readonly tuned: number;
    readonly difference: number;
    readonly interval: readonly [number, number];
    readonly p: number;
  };
  /** Labels in the test that training never saw. */
  readonly unseen_labels: { readonly labels: readonly string[]; readonly records: number };
  /** Classes with few training records, fewest first. */
  readonly few_examples: {
    readonly classes: readonly {
      readonly label: string;
      readonly train: number;
      readonly f1: number | null;
    }[];
    readonly enough: number;
  };
  /** One class is often taken for another, the most frequent first. */
  readonly confused_classes: {
    readonly pairs: readonly {
      readonly truth: string;
      readonly answer: string;
      readonly count: number;
      readonly support: number;
    }[];
  };
  /** Classes that the base model told apart better than the tuned one. */
  readonly lost_classes: {
    readonly classes: readonly { readonly label: string; readonly base: number; readonly tuned: number }[];
  };
  /** The same text carries different labels. */
  readonly contradicting_labels: { readonly records: number; readonly input: number };
  /** The test is too small for a narrow interval. */
  readonly small_test: {
    readonly n: number;
    readonly halfWidth: number;
    readonly aim: number;
    readonly needed: number;
  };
  /** Records longer than the model was given to read. */
  readonly truncated_records: { readonly records: number; readonly share: number };
  /** Labels that cleaning holds for more likely wrong than right: how many, and the first of them. */
  readonly likely_wrong_labels: {
    readonly records: number;
    readonly input: number;
    readonly first: readonly { readonly record: string; readonly evidence: string }[];
  };
  /** Copies, near copies and records of the test that cleaning took out. */
  readonly repeated_records: { readonly records: number; readonly input: number; readonly ofTest: number };
  /** The largest class has many times the records of the smallest. */
  readonly unbalanced: {
    readonly largest: { readonly label: string; readonly train: number };
    readonly smallest: { readonly label: string; readonly train: number; readonly f1: number | null };
  };
  /** Validation loss rose again after its lowest point. */
  readonly rising_validation: { readonly best: number; readonly last: number; readonly bestEpoch: number };
  /** Validation loss was still falling when training ended. */
  readonly still_falling: {
    readonly before: number;
    readonly last: number;
    readonly epochs: number;
    readonly rank: number | null;
  };
  /** Validation loss of training on half of the records and on all; by which share it fell. */
  readonly more_records: {
    readonly half: number;
    readonly all: number;
    readonly fall: number;
    readonly records: number;
  };
  /** Training came to a stand at a high loss, alike on its own records and on others. */
  readonly rank_too_small: { readonly train: number; readonly validation: number; readonly rank: number };
  /** At its best point training knew its own records far better than others. */
  readonly rank_too_large: { readonly train: number; readonly validation: number; readonly rank: number };
  /** Training loss jumped above its beginning: mean of the first third, lowest and highest after it. */
  readonly unsteady_training: {
    readonly first: number;
    readonly lowest: number;
    readonly peak: number;
    readonly epoch: number;
    readonly rate: number | null;
  };
  /** Training loss hardly fell: mean of the first and of the last third of training. */
  readonly hardly_learned: { readonly first: number; readonly last: number; readonly rate: number | null };
  /** Answers at or above the threshold, their share and accuracy, beside that of all answers. */
  readonly hand_over: {
    readonly threshold: number;
    readonly coverage: number;
    readonly accuracy: number;
    readonly overall: number;
  };
  /** Mean distance of confidence from accuracy, and the means of both. */
  readonly weak_calibration: {
    readonly error: number;
    readonly confidence: number;
    readonly accuracy: number;
  };
  /** Parts of the records that are answered worse than the others, the worst first. */
  readonly slices_left_behind: {
    readonly slices: readonly {
      readonly by: string;
      readonly value: string;
      readonly n: number;
      readonly accuracy: number;
      readonly gap: number;
    }[];
  };
  /** Exchanges that change the answer too often. */
  readonly changed_by_swap: {
    readonly kinds: readonly { readonly kind: SwapKind; readonly changed: number; readonly n: number }[];
  };
}
export type AdviceId = keyof AdviceEvidence;

/** What a rule says when its advice applies. */
export interface AdviceCase<K extends AdviceId> {
  readonly evidence: AdviceEvidence[K];
  /** Share of all test records that would come out right at most, if what it names were mended; null: cannot be told. */
  readonly gain: number | null;
}

/** One piece of advice that applies to a run, with its evidence. */
export type Advice = { readonly [K in AdviceId]: { readonly id: K } & AdviceCase<K> }[AdviceId];

/** What following the advice takes: a rule for daily work, one setting, people who look at records, or data that has to be found first. */
export type Effort = 'practice' | 'setting' | 'review' | 'collect';
