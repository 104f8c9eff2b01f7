import type { Tally } from '../metrics/confusion.ts';
import { macroF1 } from '../metrics/macro.ts';
import type { JointCells } from './joint-cells.ts';

/** Scratch space for macro-F1 differences over many redistributions of one sample's joint cells. */
export class MacroF1Pair {
  readonly #cells: JointCells;
  readonly #a: Tally;
  readonly #b: Tally;

  constructor(cells: JointCells) {
    this.#cells = cells;
    const support = new Float64Array(cells.classes);
    cells.counts.forEach((count, i) => {
      support[cells.truth[i]!]! += count;
    });
    const tally = (): Tally => ({
      n: cells.n,
      support,
      predicted: new Float64Array(cells.classes),
      hits: new Float64Array(cells.classes),
    });
    this.#a = tally();
    this.#b = tally();
  }

  /**
   * macro-F1 of a − macro-F1 of b, in [−1, 1].
   * @param counts records in each cell, with every class's total as in the sample
   * @param swapped of these, how many have the answers of a and b exchanged; none if absent
   */
  difference(counts: Float64Array, swapped?: Float64Array): number {
    const { truth, a, b } = this.#cells;
    clear(this.#a);
    clear(this.#b);
    for (let i = 0; i < counts.length; i++) {
      const exchanged = swapped?.[i] ?? 0;
      const kept = counts[i]! - exchanged;
      count(this.#a, truth[i]!, a[i]!, kept);
      count(this.#b, truth[i]!, b[i]!, kept);
      if (exchanged === 0) continue;
      count(this.#a, truth[i]!, b[i]!, exchanged);
      count(this.#b, truth[i]!, a[i]!, exchanged);
    }
    return macroF1(this.#a)! - macroF1(this.#b)!;
  }
}

function clear(tally: Tally): void {
  tally.predicted.fill(0);
  tally.hits.fill(0);
}

function count(tally: Tally, truth: number, answer: number, records: number): void {
  tally.predicted[answer]! += records;
  if (truth === answer) tally.hits[truth]! += records;
}
