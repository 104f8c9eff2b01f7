import { BinomialOf } from './binomial-sample.ts';
import type { Random } from './random.ts';

/**
 * Multinomial draws of as many items each time, with fixed weights: what drawing a stratum's records with replacement
 * does to its cell counts. Cell by cell the count is binomial given what is left (Devroye 1986, ch. XI.1.4), the heaviest
 * first, so that the cost grows with the cells and not with the records, and little is left to draw for the last ones.
 */
export class Multinomial {
  readonly #items: number;
  /** Places of the cells, the heaviest first. */
  readonly #order: Int32Array;
  /** Of each cell in that order, among those not yet drawn; none for the last. */
  readonly #cells: readonly BinomialOf[];

  /** @param weights of each cell; at least one, all finite and above 0 */
  constructor(weights: readonly number[], items: number) {
    const order = weights.map((_, cell) => cell).sort((a, b) => weights[b]! - weights[a]! || a - b);
    // Summed from the lightest, so that the share of a cell among those left never comes out above 1.
    const left = new Float64Array(order.length + 1);
    for (let i = order.length - 1; i >= 0; i--) left[i] = left[i + 1]! + weights[order[i]!]!;
    this.#items = items;
    this.#order = Int32Array.from(order);
    this.#cells = order.slice(0, -1).map((cell, i) => new BinomialOf(weights[cell]! / left[i]!, items));
  }

  /** Writes each cell's count to `drawn`, from the place `at` on, in the order of the weights. */
  draw(random: Random, drawn: Float64Array, at = 0): void {
    const order = this.#order;
    const last = order.length - 1;
    let left = this.#items;
    for (let i = 0; i < last; i++) {
      const count = this.#cells[i]!.draw(random, left);
      drawn[at + order[i]!] = count;
      left -= count;
    }
    drawn[at + order[last]!] = left;
  }
}
