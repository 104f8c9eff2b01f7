/** Out-of-fold probabilities of records, and which of them can be judged. */
export interface Predictions {
  readonly classes: number;
  /** Records × classes, row by row. */
  readonly probabilities: Float32Array;
  readonly classOf: Uint32Array;
  /** Whether the model that a record was predicted by had seen enough of a class. */
  readonly knows: (row: number, label: number) => boolean;
}

/** The confident joint of Northcutt, Jiang & Chuang 2021 ("Confident Learning", section 3.1). */
export interface ConfidentJoint {
  /**
   * By class: the mean probability of the class over the records that are labelled with it; 1 where there is none. A record
   * may belong to a class from here on.
   */
  readonly thresholds: Float64Array;
  /** By record: the class that it confidently belongs to, the most probable of several; −1 for none. */
  readonly belongs: Int32Array;
  /** Records off the diagonal whose label is not the most probable one either: what cleanlab calls label issues. */
  readonly candidates: readonly number[];
}

/** Which class each record confidently belongs to, whatever its label. */
export function confidentJoint(predictions: Predictions): ConfidentJoint {
  const { classes, probabilities, classOf, knows } = predictions;
  const sums = new Float64Array(classes);
  const counts = new Uint32Array(classes);
  for (const [row, label] of classOf.entries()) {
    if (!knows(row, label)) continue;
    sums[label]! += probabilities[row * classes + label]!;
    counts[label]! += 1;
  }
  const thresholds = sums.map((sum, label) => (counts[label] === 0 ? 1 : sum / counts[label]!));
  const belongs = new Int32Array(classOf.length).fill(-1);
  for (const row of classOf.keys()) {
    let greatest = 0;
    for (let label = 0; label < classes; label++) {
      const probability = probabilities[row * classes + label]!;
      if (probability < thresholds[label]! || probability <= greatest || !knows(row, label)) continue;
      greatest = probability;
      belongs[row] = label;
    }
  }
  const candidates = [...classOf.keys()].filter(
    (row) => belongs[row]! >= 0 && belongs[row] !== classOf[row] && !isMostProbable(predictions, row),
  );
  return { thresholds, belongs, candidates };
}

/** Whether no class is more probable than the given one. */
export function isMostProbable({ classes, probabilities, classOf }: Predictions, row: number): boolean {
  const own = probabilities[row * classes + classOf[row]!]!;
  for (let label = 0; label < classes; label++) {
    if (probabilities[row * classes + label]! > own) return false;
  }
  return true;
}
