import type { Interval } from '../../../pipeline/contracts/evaluation.ts';
import { logFactorial } from './log-factorial.ts';

/** Halvings of [0, 1]: to the last digit. */
const HALVINGS = 60;

/**
 * The exact interval of a share: the shares that the exact two-sided sign test at 1 − confidence does not reject, so that it leaves
 * out ½ just where that test (`mcnemarExact`) is below 1 − confidence. In [0, 1]; at 0 or all hits it ends there.
 * Source: Clopper and Pearson 1934, Biometrika 26:404.
 * @param hits of `n` ≥ 1 records
 */
export function exactShare(hits: number, n: number, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  const low = hits === 0 ? 0 : where((share) => atMost(n - hits, n, 1 - share) < tail);
  const high = hits === n ? 1 : where((share) => atMost(hits, n, share) > tail);
  return [low, high];
}

/** The share up to which `holds` holds. */
function where(holds: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X ≤ k), X ~ Binomial(n, share), share in (0, 1). */
function atMost(k: number, n: number, share: number): number {
  const [logShare, logRest] = [Math.log(share), Math.log1p(-share)];
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    const ways = logFactorial(n) - logFactorial(i) - logFactorial(n - i);
    sum += Math.exp(ways + i * logShare + (n - i) * logRest);
  }
  return sum;
}
