/** What a score card is worked out from. */
export interface Measures {
  /** Records read. */
  readonly records: number;
  /** Records read, by what is wrong with them; one with several faults counts once for each kind. */
  readonly incomplete: number;
  readonly repeated: number;
  readonly doubtful: number;
  readonly soiled: number;
  /** Records kept. */
  readonly kept: number;
  /** Records kept by label; empty where records have no labels. */
  readonly labels: ReadonlyMap<string, number>;
  /** Mean Jaccard similarity of different records kept, 0–1. */
  readonly similarity: number;
}

/** Records kept of a label, and without labels of the whole, that are enough to learn from and to prove it. */
export const ENOUGH_OF_LABEL = 50;
export const ENOUGH_WITHOUT_LABELS = 500;
