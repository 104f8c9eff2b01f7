import type { Tally } from './confusion.ts';
import { f1Of } from './precision-recall-f1.ts';

/**
 * Mean F1 over classes, each weighted by its share of the true records: Σ support(c)·F1(c) / n. Range [0, 1]; classes
 * that truth lacks have weight 0. No records: null. Source: sklearn `average='weighted', zero_division=0`.
 */
export function weightedF1(tally: Tally): number | null {
  if (tally.n === 0) return null;
  let sum = 0;
  for (let c = 0; c < tally.support.length; c++) sum += tally.support[c]! * (f1Of(tally, c) ?? 0);
  return sum / tally.n;
}
