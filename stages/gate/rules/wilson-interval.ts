import type { Interval } from '../../../pipeline/contracts/evaluation.ts';

/**
 * Wilson's score interval of a share, within [0, 1]; unlike a bootstrap's it is never a point, however few the trials.
 * Source: Wilson 1927, J. Am. Stat. Assoc. 22:209.
 * @param hits successes among `trials` ≥ 1
 * @param z standard errors on either side, e.g. 1.96
 */
export function wilsonInterval(hits: number, trials: number, z: number): Interval {
  const share = hits / trials;
  const shrunk = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / shrunk;
  const half = (z / shrunk) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * z with P(−z < Z < z) = confidence for a standard normal Z, to 4.5e-4.
 * Source: Abramowitz and Stegun 1964, 26.2.23.
 */
export function standardErrors(confidence: number): number {
  const t = Math.sqrt(-2 * Math.log((1 - confidence) / 2));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t ** 2;
  return t - above / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3);
}
