import type { Interval } from '../../../pipeline/contracts/evaluation.ts';
import { normalQuantile } from './normal-quantile.ts';

/**
 * Wilson's score interval for a share, in [0, 1]: says something sensible also of 0 or all of a few records.
 * Source: Wilson 1927, JASA 22:209.
 * @param hits of `n` ≥ 1 records
 */
export function wilsonInterval(hits: number, n: number, confidence: number): Interval {
  const z = normalQuantile((1 + confidence) / 2);
  const share = hits / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
}

/**
 * Interval of the difference of two independent shares, a − b, from their Wilson intervals, in [−1, 1].
 * Source: Newcombe 1998, Stat. Med. 17:873, method 10.
 */
export function differenceInterval(
  a: { readonly hits: number; readonly n: number },
  b: { readonly hits: number; readonly n: number },
  confidence: number,
): Interval {
  const [p, q] = [a.hits / a.n, b.hits / b.n];
  const [lowA, highA] = wilsonInterval(a.hits, a.n, confidence);
  const [lowB, highB] = wilsonInterval(b.hits, b.n, confidence);
  return [p - q - Math.hypot(p - lowA, highB - q), p - q + Math.hypot(highA - p, q - lowB)];
}
