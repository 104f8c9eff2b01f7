import type { Random } from './random.ts';
import { stirlingError } from './stirling.ts';

/** Mean below which walking up the distribution function is quicker than rejection (Hörmann's threshold). */
const INVERSION_BELOW = 10;

/**
 * One draw from the binomial distribution: successes among `trials` independent trials of probability `p`.
 * Exact up to floating point: inversion for a small mean, else Hörmann's rejection with squeeze (BTRS).
 * @param trials integer ≥ 0
 * @param p in [0, 1]
 */
export function sampleBinomial(random: Random, trials: number, p: number): number {
  if (trials === 0 || p <= 0) return 0;
  if (p >= 1) return trials;
  if (p > 0.5) return trials - sampleAtMostHalf(random, trials, 1 - p);
  return sampleAtMostHalf(random, trials, p);
}

function sampleAtMostHalf(random: Random, trials: number, p: number): number {
  return trials * p < INVERSION_BELOW ? invert(random, trials, p) : reject(random, trials, p);
}

/** Algorithm BINV of Kachitvichyanukul and Schmeiser 1988, Comm. ACM 31:216. */
function invert(random: Random, trials: number, p: number): number {
  const odds = p / (1 - p);
  const scaled = (trials + 1) * odds;
  const none = Math.exp(trials * Math.log1p(-p));
  for (;;) {
    let rest = random.uniform();
    let probability = none;
    let k = 0;
    while (rest > probability && k <= trials) {
      rest -= probability;
      k += 1;
      probability *= scaled / k - odds;
    }
    // Rounding can leave a rest beyond the last value; such a draw is made again.
    if (k <= trials) return k;
  }
}

/** Algorithm BTRS of Hörmann 1993, J. Stat. Comput. Simul. 46:101; needs trials · p ≥ 10 and p ≤ ½. */
function reject(random: Random, trials: number, p: number): number {
  const deviation = Math.sqrt(trials * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = trials * p + 0.5;
  const quick = 0.92 - 4.2 / b;
  for (;;) {
    const v = random.uniform();
    const u = random.uniform() - 0.5;
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= quick) return k;
    if (k < 0 || k > trials) continue;
    const scaled = (v * (2.83 + 5.1 / b) * deviation) / (a / (us * us) + b);
    if (Math.log(scaled) <= logRatioToMode(k, trials, p)) return k;
  }
}

/** ln(P(k) / P(mode)), each factorial by Stirling's formula: ln k! = (k + ½) ln(k + 1) − (k + 1) + ½ ln 2π + δ(k + 1). */
function logRatioToMode(k: number, trials: number, p: number): number {
  const mode = Math.floor((trials + 1) * p);
  const odds = p / (1 - p);
  return (
    (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1))) +
    (trials + 1) * Math.log((trials - mode + 1) / (trials - k + 1)) +
    (k + 0.5) * Math.log((odds * (trials - k + 1)) / (k + 1)) +
    stirlingError(mode + 1) +
    stirlingError(trials - mode + 1) -
    stirlingError(k + 1) -
    stirlingError(trials - k + 1)
  );
}
