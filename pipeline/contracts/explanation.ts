/** A part of a text, and how much the answer rests on it. */
export interface ExplainedSegment {
  readonly text: string;
  /** By how much the probability of the answer falls when this part alone is left out, −1 to 1; negative: it rises. */
  readonly shift: number;
}

/**
 * What one answer of the tuned model rests on: leave one segment out, ask again, and see how far the probability of the
 * answer falls (occlusion; Zeiler and Fergus 2014, ECCV, section 3.2, for pictures; Li, Monroe and Jurafsky 2016, arXiv:1612.08220,
 * for texts).
 */
export interface Explanation {
  /** Id of the test record. */
  readonly id: string;
  readonly label: string;
  readonly probability: number;
  /** The whole text in its order. */
  readonly segments: readonly ExplainedSegment[];
}
