import { type Scores, scoreOf } from './scores.ts';

/**
 * Mean of −ln p(true class), in nats. Range [0, 36.04…]: probabilities are kept within [ε, 1 − ε], ε = 2⁻⁵², so that
 * one certain mistake is very bad and not infinitely so. No records: null. Source: Good 1952; sklearn `log_loss`.
 * @param truth class index of each record
 */
export function logLoss(truth: ArrayLike<number>, scores: Scores): number | null {
  if (scores.n === 0) return null;
  let sum = 0;
  for (let i = 0; i < scores.n; i++) {
    const p = scoreOf(scores, i, truth[i]!);
    sum -= Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p)));
  }
  return sum / scores.n;
}
