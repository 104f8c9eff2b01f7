/** What each piece of advice rests on: the figures that a reader is shown with it. Shares are in [0, 1]. */
export interface AdviceEvidence {
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
  /** Validation loss rose again after its lowest point. */
  readonly rising_validation: { readonly best: number; readonly last: number; readonly bestEpoch: number };
}
export type AdviceId = keyof AdviceEvidence;

/** One piece of advice that applies to a run, with its evidence. */
export type Advice = {
  readonly [K in AdviceId]: { readonly id: K; readonly evidence: AdviceEvidence[K] };
}[AdviceId];
