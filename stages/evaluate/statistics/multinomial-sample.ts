import { sampleBinomial } from './binomial-sample.ts';
import type { Random } from './random.ts';

/**
 * One multinomial draw of as many items as `weights[from, to)` holds in all, with these weights as probabilities: what
 * drawing a stratum's records with replacement does to its cell counts. Writes the drawn counts to `drawn[from, to)`.
 * Cell by cell the count is binomial given what is left (Devroye 1986, ch. XI.1.4), so the cost grows with the cells
 * and not with the records.
 * @param weights integer counts ≥ 0
 */
export function resampleCells(
  random: Random,
  weights: Float64Array,
  drawn: Float64Array,
  from: number,
  to: number,
): void {
  let weightLeft = 0;
  for (let i = from; i < to; i++) weightLeft += weights[i]!;
  let itemsLeft = weightLeft;
  for (let i = from; i < to; i++) {
    const weight = weights[i]!;
    const items = weight === weightLeft ? itemsLeft : sampleBinomial(random, itemsLeft, weight / weightLeft);
    drawn[i] = items;
    itemsLeft -= items;
    weightLeft -= weight;
  }
}
