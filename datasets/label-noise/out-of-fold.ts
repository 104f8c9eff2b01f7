import type { FeatureRows } from '../linear/features.ts';
import type { InTurns } from '../linear/in-turns.ts';
import { learn } from '../linear/learn.ts';
import { logSoftmax, scoreRow } from '../linear/softmax.ts';

/** What there is to be predicted; arrays have one entry a record. */
export interface FoldedRecords {
  readonly rows: FeatureRows;
  readonly features: number;
  readonly classOf: Uint32Array;
  readonly classes: number;
  readonly foldOf: Uint8Array;
  readonly folds: number;
  /** Every record once, in the order in which they are learnt. */
  readonly order: Uint32Array;
}

/**
 * The probability of each class for each record, records × classes row by row, from a model that has not seen the record's
 * fold.
 */
export function* outOfFold(records: FoldedRecords): InTurns<Float32Array> {
  const { rows, features, classOf, classes, foldOf, folds, order } = records;
  const probabilities = new Float32Array(classOf.length * classes);
  const scores = new Float64Array(classes);
  for (let fold = 0; fold < folds; fold++) {
    const chosen = order.filter((row) => foldOf[row] !== fold);
    const weights = yield* learn({ rows, chosen, classOf, classes, features });
    for (const [row, own] of foldOf.entries()) {
      if (own !== fold) continue;
      scoreRow(weights, rows, row, scores);
      logSoftmax(scores);
      for (let k = 0; k < classes; k++) probabilities[row * classes + k] = Math.exp(scores[k]!);
    }
  }
  return probabilities;
}
