import type { CoveragePoint } from '../../../pipeline/contracts/classification-figures.ts';
import { spread } from './ranking.ts';

/**
 * What is gained by sending unsure answers to a person: for each distinct confidence as the threshold, the share of
 * records answered at or above it and how many of these are right, the highest threshold first.
 * Source: El-Yaniv and Wiener 2010, J. Mach. Learn. Res. 11:1605 (risk-coverage curve).
 * @param confidence probability given to each answer
 * @param right 1 where the answer is right, else 0
 */
export function coverageCurve(confidence: ArrayLike<number>, right: ArrayLike<number>): CoveragePoint[] {
  const n = confidence.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  order.sort((a, b) => confidence[b]! - confidence[a]!);
  const curve: CoveragePoint[] = [];
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += right[order[i]!]!;
    const threshold = confidence[order[i]!]!;
    if (i + 1 < n && confidence[order[i + 1]!] === threshold) continue;
    curve.push({ threshold, coverage: (i + 1) / n, accuracy: hits / (i + 1) });
  }
  return curve;
}

/** Share of the records below which a threshold saves nobody work, and reaches any accuracy by the luck of a few records. */
const LEAST_COVERAGE = 0.05;

/** The point that answers most and reaches `target`; null where no threshold does for at least 5 % of the records. */
export function handOverPoint(curve: readonly CoveragePoint[], target: number): CoveragePoint | null {
  const point = curve.findLast(({ accuracy }) => accuracy >= target) ?? null;
  return point !== null && point.coverage >= LEAST_COVERAGE ? point : null;
}

/** At most `most` points of the curve, evenly over the thresholds, ends included. */
export function thinned(curve: readonly CoveragePoint[], most: number): CoveragePoint[] {
  return spread(curve.length, most).map((i) => curve[i]!);
}
