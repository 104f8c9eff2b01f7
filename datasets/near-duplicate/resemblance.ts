/** A record that a text is near to. */
export interface Resemblance {
  /** Number of the record, counted from 0 in the order of adding. */
  readonly row: number;
  /** Jaccard similarity of the shingles of both, threshold to 1. */
  readonly jaccard: number;
  /** Whether both are the same text but for what folding leaves out. */
  readonly exact: boolean;
}

export interface NearDuplicateOptions {
  /** Least Jaccard similarity of texts that are near to each other, 0.6 to 1. */
  readonly threshold?: number;
  /** How many records there will be, if that is known: what grows by steps else is then made once. */
  readonly expected?: number;
}

/**
 * The usual threshold for cleaning training data (Lee et al. 2022, "Deduplicating training data makes language models
 * better"; Penedo et al. 2023, "The RefinedWeb dataset for Falcon LLM").
 */
export const DEFAULT_THRESHOLD = 0.8;

/** Throws a `RangeError` for a threshold that makes no sense or takes too many comparisons. */
export function assertThreshold(threshold: number): void {
  if (threshold >= 0.6 && threshold <= 1) return;
  throw new RangeError(`A threshold of ${threshold} is not between 0.6 and 1`);
}
