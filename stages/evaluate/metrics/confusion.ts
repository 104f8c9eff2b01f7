/**
 * What every single-label metric needs to know of n (truth, answer) pairs: margins and diagonal of their confusion
 * matrix, by class index. Bootstrap draws are tallies too, so a formula is written once.
 */
export interface Tally {
  readonly n: number;
  /** Records whose true class is c: the row sums. */
  readonly support: Float64Array;
  /** Records answered with c: the column sums. */
  readonly predicted: Float64Array;
  /** Records of class c answered with c: the diagonal. */
  readonly hits: Float64Array;
}

/** The whole matrix: `counts[truth * classes + answer]`. */
export interface Confusion extends Tally {
  readonly classes: number;
  readonly counts: Float64Array;
}

/**
 * Counts (truth, answer) pairs.
 * @param truth class index of each record, in [0, classes)
 * @param answers class index answered for each record, as long as `truth`
 * @throws RangeError where the lengths differ or an index is not a class
 */
export function countPairs(classes: number, truth: ArrayLike<number>, answers: ArrayLike<number>): Confusion {
  const n = truth.length;
  if (answers.length !== n) throw new RangeError(`${n} truths but ${answers.length} answers`);
  const counts = new Float64Array(classes * classes);
  const support = new Float64Array(classes);
  const predicted = new Float64Array(classes);
  const hits = new Float64Array(classes);
  for (let i = 0; i < n; i++) {
    const t = truth[i]!;
    const a = answers[i]!;
    if (!(t >= 0 && t < classes && a >= 0 && a < classes)) {
      throw new RangeError(`record ${i}: class ${t} or answer ${a} is outside 0–${classes - 1}`);
    }
    counts[t * classes + a]! += 1;
    support[t]! += 1;
    predicted[a]! += 1;
    if (t === a) hits[t]! += 1;
  }
  return { n, classes, counts, support, predicted, hits };
}

/** The matrix as rows: `rows[truth][answer]`. */
export function confusionRows(confusion: Confusion): number[][] {
  const { classes, counts } = confusion;
  return Array.from({ length: classes }, (_, row) =>
    Array.from(counts.subarray(row * classes, (row + 1) * classes)),
  );
}

/** True where class c occurs in truth or in answers; only such classes enter averages over classes. */
export function occurs(tally: Tally, c: number): boolean {
  return tally.support[c]! + tally.predicted[c]! > 0;
}
