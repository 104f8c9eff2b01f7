import { logFactorial, logFactorials } from './log-factorial.ts';
import type { Random } from './random.ts';

/** Mean below which walking up the distribution function is quicker than rejection (Hörmann's threshold). */
const INVERSION_BELOW = 10;

/**
 * Binomial draws of one probability and many numbers of trials, for a bootstrap that draws the same cell a thousand
 * times: what depends on the probability alone is worked out once, and factorials come from a table. The distribution is
 * exact up to floating point: inversion for a small mean, else Hörmann's transformed rejection.
 */
export class BinomialOf {
  readonly #isFlipped: boolean;
  readonly #isCertain: boolean;
  /** Of the rarer outcome: at most ½. */
  readonly #p: number;
  readonly #odds: number;
  readonly #logOdds: number;
  readonly #logNone: number;
  readonly #factorials: Float64Array;

  /**
   * @param p in [0, 1]
   * @param most trials that will be asked for
   */
  constructor(p: number, most: number) {
    this.#isFlipped = p > 0.5;
    this.#p = this.#isFlipped ? 1 - p : p;
    this.#isCertain = this.#p <= 0;
    this.#odds = this.#p / (1 - this.#p);
    this.#logOdds = Math.log(this.#odds);
    this.#logNone = Math.log1p(-this.#p);
    this.#factorials = logFactorials(most);
  }

  /** Successes among `trials`, an integer from 0 to `most`. */
  draw(random: Random, trials: number): number {
    if (trials === 0 || this.#isCertain) return this.#isFlipped ? trials : 0;
    const rare =
      trials * this.#p < INVERSION_BELOW ? this.#invert(random, trials) : this.#reject(random, trials);
    return this.#isFlipped ? trials - rare : rare;
  }

  /** Algorithm BINV of Kachitvichyanukul and Schmeiser 1988, Comm. ACM 31:216. */
  #invert(random: Random, trials: number): number {
    const odds = this.#odds;
    const scaled = (trials + 1) * odds;
    const none = Math.exp(trials * this.#logNone);
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
  #reject(random: Random, trials: number): number {
    const p = this.#p;
    const mean = trials * p;
    const deviation = Math.sqrt(mean * (1 - p));
    const b = 1.15 + 2.53 * deviation;
    const a = -0.0873 + 0.0248 * b + 0.01 * p;
    const quick = 0.92 - 4.2 / b;
    for (;;) {
      const v = random.uniform();
      const u = random.uniform() - 0.5;
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.5);
      if (us >= 0.07 && v <= quick) return k;
      if (k < 0 || k > trials) continue;
      const scaled = (v * (2.83 + 5.1 / b) * deviation) / (a / (us * us) + b);
      if (Math.log(scaled) <= this.#logRatioToMode(k, trials)) return k;
    }
  }

  /** ln(P(k) / P(mode)). */
  #logRatioToMode(k: number, trials: number): number {
    const table = this.#factorials;
    const mode = Math.floor((trials + 1) * this.#p);
    const odds = (k - mode) * this.#logOdds;
    return trials < table.length
      ? odds + table[mode]! + table[trials - mode]! - table[k]! - table[trials - k]!
      : odds + logFactorial(mode) + logFactorial(trials - mode) - logFactorial(k) - logFactorial(trials - k);
  }
}
