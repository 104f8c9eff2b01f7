/** Newton steps at most, and the change of a probability below which there is no further one. */
const STEPS = 8;
const PRECISION = 1e-3;
/** Logarithm of the least probability told from zero. */
const LEAST = -60;

/**
 * The best dual distribution t for one record while all others stay: the solution of
 * ln t_k + c t_k = ln p_k + c q_k + ν with Σ t = 1, by Newton's method in ln t and ν together. (The condition for the
 * greatest dual objective along the record's block: Yu, Huang & Lin 2011, "Dual coordinate descent methods for logistic
 * regression and maximum entropy models", section 4.)
 */
export class DualStep {
  /** The solution, one for each class. */
  readonly found: Float64Array;
  readonly #logs: Float64Array;
  readonly #aims: Float64Array;

  constructor(classes: number) {
    this.found = new Float64Array(classes);
    this.#logs = new Float64Array(classes);
    this.#aims = new Float64Array(classes);
  }

  /** `logP` are the model's log-probabilities, `q[from…]` the present dual distribution, `c` = C × squared length. */
  solve(logP: Float64Array, q: Float32Array, from: number, c: number): void {
    const t = this.found;
    const z = this.#logs;
    const aims = this.#aims;
    for (let k = 0; k < t.length; k++) {
      z[k] = Math.max(logP[k]!, LEAST);
      t[k] = Math.exp(z[k]!);
      aims[k] = logP[k]! + c * q[from + k]!;
    }
    for (let step = 0, change = 1; step < STEPS && change > PRECISION; step++) change = this.#improve(c);
    let sum = 0;
    for (let k = 0; k < t.length; k++) sum += t[k]!;
    for (let k = 0; k < t.length; k++) t[k]! /= sum;
  }

  /** One Newton step; returns the greatest change of a probability. ν is kept within the aims. */
  #improve(c: number): number {
    const t = this.found;
    const z = this.#logs;
    const aims = this.#aims;
    let missing = 1;
    let slope = 0;
    for (let k = 0; k < t.length; k++) {
      const part = t[k]! / (1 + c * t[k]!);
      missing += part * (z[k]! + c * t[k]! - aims[k]!) - t[k]!;
      slope += part;
    }
    const shift = missing / slope;
    let change = 0;
    for (let k = 0; k < t.length; k++) {
      const old = t[k]!;
      const off = z[k]! + c * old - aims[k]!;
      z[k] = Math.min(0, Math.max(LEAST, z[k]! + (shift - off) / (1 + c * old)));
      t[k] = Math.exp(z[k]!);
      aims[k]! += shift;
      change = Math.max(change, Math.abs(t[k]! - old));
    }
    return change;
  }
}
