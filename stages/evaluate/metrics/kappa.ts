import type { Tally } from './confusion.ts';

/**
 * Cohen's kappa: agreement beyond chance, 1 − (1 − pₒ)/(1 − pₑ) with pₒ = Σ hits/n and pₑ = Σ support·predicted/n².
 * Range [−1, 1]; 0 is chance. Null where chance alone agrees always (truth and answers are one and the same class;
 * sklearn `cohen_kappa_score` gives NaN) and where there are no records.
 * Source: Cohen 1960, Educ. Psychol. Meas. 20:37.
 */
export function kappa(tally: Tally): number | null {
  const { n, support, predicted, hits } = tally;
  let wrong = n;
  let wrongByChance = n * n;
  for (let c = 0; c < support.length; c++) {
    wrong -= hits[c]!;
    wrongByChance -= support[c]! * predicted[c]!;
  }
  return wrongByChance === 0 ? null : 1 - (wrong * n) / wrongByChance;
}
