/** Probabilities that a system gave to every class, record by record: `values[record * classes + class]`. */
export interface Scores {
  readonly n: number;
  readonly classes: number;
  readonly values: Float64Array;
}

/** The probability that a record's class got. */
export function scoreOf(scores: Scores, record: number, c: number): number {
  return scores.values[record * scores.classes + c]!;
}
