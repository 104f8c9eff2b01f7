import { occurs, type Tally } from './confusion.ts';

/**
 * F-beta of class c: (1 + β²)·hits / (β²·support + predicted). β > 1 weighs recall more, β < 1 precision; β = 1 is F1.
 * Range [0, 1]; null for a class that occurs neither in truth nor in answers.
 * Source: van Rijsbergen 1979, ch. 7; sklearn `fbeta_score(zero_division=0)`.
 * @param beta > 0
 */
export function fBetaOf(tally: Tally, c: number, beta: number): number | null {
  const weight = beta * beta;
  const total = weight * tally.support[c]! + tally.predicted[c]!;
  return total === 0 ? null : ((1 + weight) * tally.hits[c]!) / total;
}

/** Unweighted mean F-beta over the classes that occur in truth or in answers. Range [0, 1]; no records: null. */
export function macroFBeta(tally: Tally, beta: number): number | null {
  let sum = 0;
  let classes = 0;
  for (let c = 0; c < tally.support.length; c++) {
    if (!occurs(tally, c)) continue;
    sum += fBetaOf(tally, c, beta)!;
    classes += 1;
  }
  return classes === 0 ? null : sum / classes;
}
