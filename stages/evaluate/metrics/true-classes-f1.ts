import type { Tally } from './confusion.ts';
import { f1Of } from './precision-recall-f1.ts';

/**
 * Mean F1 over the classes that occur in truth: macro-F1 of a part of the records. A part need not hold every class, and
 * one that is answered once but has no record here would halve the mean though it is one mistake. Range [0, 1]; no
 * records: null. Equals sklearn `f1_score(labels=<those in truth>, average='macro')`.
 */
export function trueClassesF1(tally: Tally): number | null {
  let sum = 0;
  let classes = 0;
  for (let c = 0; c < tally.support.length; c++) {
    if (tally.support[c] === 0) continue;
    sum += f1Of(tally, c) ?? 0;
    classes += 1;
  }
  return classes === 0 ? null : sum / classes;
}
