import type { ClassMetrics } from '../../../pipeline/contracts/evaluation.ts';
import type { Tally } from './confusion.ts';

/** Of the records answered with class c, the share that is c: hits/predicted in [0, 1]; never answered: null. */
export function precisionOf(tally: Tally, c: number): number | null {
  const predicted = tally.predicted[c]!;
  return predicted === 0 ? null : tally.hits[c]! / predicted;
}

/** Of the records of class c, the share answered with c: hits/support in [0, 1]; no such record: null. */
export function recallOf(tally: Tally, c: number): number | null {
  const support = tally.support[c]!;
  return support === 0 ? null : tally.hits[c]! / support;
}

/**
 * Harmonic mean of precision and recall, written as 2·hits / (support + predicted) so that it is 0, and not undefined,
 * where only one of the two is missing. Range [0, 1]; null for a class that occurs neither in truth nor in answers.
 * Source: van Rijsbergen 1979, F with β = 1; sklearn `f1_score`.
 */
export function f1Of(tally: Tally, c: number): number | null {
  const total = tally.support[c]! + tally.predicted[c]!;
  return total === 0 ? null : (2 * tally.hits[c]!) / total;
}

/** Precision, recall, F1, support and answers of each class, in the order of `labels`. */
export function classMetrics(labels: readonly string[], tally: Tally): ClassMetrics[] {
  return labels.map((label, c) => ({
    label,
    precision: precisionOf(tally, c),
    recall: recallOf(tally, c),
    f1: f1Of(tally, c),
    support: tally.support[c]!,
    predicted: tally.predicted[c]!,
  }));
}
