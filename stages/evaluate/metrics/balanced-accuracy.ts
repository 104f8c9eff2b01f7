import type { Tally } from './confusion.ts';
import { recallOf } from './precision-recall-f1.ts';

/**
 * Mean recall over the classes that occur in truth: 1/|T| · Σ hits(c)/support(c). Range [0, 1]; a constant answer gets
 * 1/|T|. Answers of a class that truth lacks count only as misses of the true one. No records: null.
 * Source: Brodersen et al. 2010, as sklearn `balanced_accuracy_score(adjusted=False)`.
 */
export function balancedAccuracy(tally: Tally): number | null {
  let sum = 0;
  let classes = 0;
  for (let c = 0; c < tally.support.length; c++) {
    const recall = recallOf(tally, c);
    if (recall === null) continue;
    sum += recall;
    classes += 1;
  }
  return classes === 0 ? null : sum / classes;
}
