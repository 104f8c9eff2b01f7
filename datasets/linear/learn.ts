import { DualStep } from './dual-step.ts';
import type { FeatureRows } from './features.ts';
import { AMOUNT_BITS, MOST } from './gram-rows.ts';
import type { InTurns } from './in-turns.ts';
import { shuffle } from './shuffle.ts';
import { logSoftmax, scoreRow, type Weights } from './softmax.ts';

/**
 * Weight of the records' losses against that of the squared weights, as C in scikit-learn. The best of 1, 4 and 10 on a
 * set of Chinese legal texts and one of English questions.
 */
const C = 10;
/** Rounds at most, and the mean duality gap (nats a record) at which there is no further one. */
const ROUNDS = 30;
const GAP = 0.05;
/** Of the gap: a record whose own share is less is passed over. */
const IDLE = 0.01;
/** Probability that a visit may leave unmoved. */
const STILL = 0.01;
/** Multiplications between two turns: some hundredths of a second. */
const TURN = 2 ** 24;

export interface Examples {
  readonly rows: FeatureRows;
  /** The rows to learn from. */
  readonly chosen: Uint32Array;
  /** By row: its class, from 0. */
  readonly classOf: Uint32Array;
  readonly classes: number;
  readonly features: number;
}

/**
 * Fits a multinomial logistic model with an L2 penalty on all weights, the bias included: the weights that make
 * C Σ −ln p(class | row) + ½ ‖W‖² least. By stochastic dual coordinate ascent (Shalev-Shwartz & Zhang 2013), one record's
 * distribution after another: no learning rate to choose, and the distance from the optimum is known while it runs, since
 * the mean of KL(q_i ‖ p_i) over the records is the duality gap. The same examples in the same order give the same model.
 */
export function* learn(examples: Examples, seed = 1): InTurns<Weights> {
  const { chosen, classOf, classes, features } = examples;
  const weights: Weights = { features, classes, values: new Float32Array((features + 1) * classes) };
  // The dual distribution of each chosen row starts at its label, which is where the weights are all zero.
  const q = new Float32Array(chosen.length * classes);
  for (const [place, row] of chosen.entries()) q[place * classes + classOf[row]!] = 1;
  const ascent = new Ascent(examples, weights, q);
  const order = Uint32Array.from(chosen.keys());
  let work = 0;
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, seed + round);
    let gap = 0;
    for (const place of order) {
      gap += ascent.visit(place);
      work += 2 * classes * ascent.cellsOf(place);
      if (work < TURN) continue;
      work = 0;
      yield;
    }
    if (gap <= GAP * chosen.length) break;
  }
  return weights;
}

class Ascent {
  readonly #examples: Examples;
  readonly #weights: Weights;
  readonly #q: Float32Array;
  readonly #logP: Float64Array;
  readonly #step: DualStep;
  /** Classes whose weights a visit changes, and by how much. */
  readonly #moved: Uint32Array;
  readonly #moves: Float64Array;
  /** Probabilities that move less are left, all of them together less than `STILL`. */
  readonly #leastMove: number;

  constructor(examples: Examples, weights: Weights, q: Float32Array) {
    this.#examples = examples;
    this.#weights = weights;
    this.#q = q;
    this.#logP = new Float64Array(weights.classes);
    this.#step = new DualStep(weights.classes);
    this.#moved = new Uint32Array(weights.classes);
    this.#moves = new Float64Array(weights.classes);
    this.#leastMove = STILL / weights.classes;
  }

  cellsOf(place: number): number {
    const { rows, chosen } = this.#examples;
    const row = chosen[place]!;
    return rows.starts[row + 1]! - rows.starts[row]!;
  }

  /** Makes the dual of one record best, and the weights follow; returns the record's gap before, KL(q ‖ p). */
  visit(place: number): number {
    const { rows, chosen } = this.#examples;
    const row = chosen[place]!;
    const from = place * this.#weights.classes;
    scoreRow(this.#weights, rows, row, this.#logP);
    logSoftmax(this.#logP);
    const gap = this.#divergence(from);
    if (gap < IDLE * GAP) return gap;
    const squaredLength = rows.scales[row]! > 0 ? 2 : 1;
    this.#step.solve(this.#logP, this.#q, from, C * squaredLength);
    this.#apply(row, this.#take(from));
    return gap;
  }

  #divergence(from: number): number {
    let sum = 0;
    for (let k = 0; k < this.#logP.length; k++) {
      const q = this.#q[from + k]!;
      if (q > 0) sum += q * (Math.log(q) - this.#logP[k]!);
    }
    return sum;
  }

  /** Takes the new dual over and notes what it moves; returns how many classes. */
  #take(from: number): number {
    const { found } = this.#step;
    let count = 0;
    for (let k = 0; k < found.length; k++) {
      const old = this.#q[from + k]!;
      if (Math.abs(found[k]! - old) < this.#leastMove) continue;
      this.#q[from + k] = found[k]!;
      const move = C * (old - this.#q[from + k]!);
      this.#moved[count] = k;
      this.#moves[count++] = move;
    }
    return count;
  }

  #apply(row: number, count: number): void {
    const { features, classes, values } = this.#weights;
    const { cells, starts, scales } = this.#examples.rows;
    const moved = this.#moved;
    const moves = this.#moves;
    for (let n = 0; n < count; n++) values[features * classes + moved[n]!]! += moves[n]!;
    const scale = scales[row]!;
    const end = starts[row + 1]!;
    for (let at = starts[row]!; at < end; at++) {
      const base = (cells[at]! >>> AMOUNT_BITS) * classes;
      const value = (cells[at]! & MOST) * scale;
      for (let n = 0; n < count; n++) values[base + moved[n]!]! += moves[n]! * value;
    }
  }
}
