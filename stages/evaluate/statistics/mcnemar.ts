import { stirlingError } from './stirling.ts';

/**
 * Exact two-sided McNemar test: under the null hypothesis each of the b + c records that just one system answered
 * right is a fair coin, so p = min(1, 2·P(X ≤ min(b, c))), X ~ Binomial(b + c, ½). Range (0, 1], 0 below 10⁻³⁰⁸; no such record: 1.
 * The largest term of the tail is taken in log space, the others as ratios to it, so that no count overflows and the
 * relative error stays near 10⁻¹³. Source: McNemar 1947; Fay 2010 for the exact form.
 * @param b records only the one system answered right; `c` only the other; integers ≥ 0
 */
export function mcnemarExact(b: number, c: number): number {
  const n = b + c;
  const k = Math.min(b, c);
  // Half the records or nearly: both tails together are everything.
  if (n - 2 * k <= 1) return 1;
  let term = 1;
  let tail = 1;
  // P(X = i − 1) / P(X = i) = i / (n − i + 1), falling; stop when the rest no longer shows.
  for (let i = k; i > 0 && term > tail * 1e-17; i--) {
    term *= i / (n - i + 1);
    tail += term;
  }
  return Math.min(1, 2 * Math.exp(logHalfBinomial(n, k)) * tail);
}

/** ln P(X = k) for X ~ Binomial(n, ½): Loader's saddle-point form, where nothing large cancels. */
function logHalfBinomial(n: number, k: number): number {
  if (k === 0) return -n * Math.LN2;
  const other = n - k;
  return (
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(other) -
    deviance(k, n / 2) -
    deviance(other, n / 2) +
    0.5 * Math.log(n / (2 * Math.PI * k * other))
  );
}

/** x ln(x/m) + m − x without cancellation when x is near m (Loader 2000, bd0). */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; ; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}
