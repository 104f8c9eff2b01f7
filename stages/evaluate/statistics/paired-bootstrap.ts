import type { Interval } from '../../../pipeline/contracts/evaluation.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import type { Sliced } from './in-slices.ts';
import type { JointCells } from './joint-cells.ts';
import { MacroF1Pair } from './macro-f1-pair.ts';
import { Multinomial } from './multinomial-sample.ts';
import { percentileInterval } from './percentile-interval.ts';

/**
 * Percentile interval of macro-F1 of a − macro-F1 of b on the same records: records are drawn with replacement within
 * each true class, both answers of a record together, so that what the systems share cancels out.
 * Source: Efron and Tibshirani 1993, ch. 8 and 13.
 * @param cells of at least one record
 */
export function* pairedBootstrapInterval(
  cells: JointCells,
  { draws, confidence, random }: BootstrapOptions,
): Sliced<Interval> {
  const pair = new MacroF1Pair(cells);
  const drawn = new Float64Array(cells.counts.length);
  const strata = strataOf(cells);
  const differences = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (const { from, sample } of strata) sample.draw(random, drawn, from);
    differences[draw] = pair.difference(drawn);
    yield;
  }
  return percentileInterval(differences, confidence);
}

/** Each true class's records as a sample, with the place of its first cell; the cells are sorted by truth. */
function strataOf({ truth, counts }: JointCells): { readonly from: number; readonly sample: Multinomial }[] {
  const strata: { from: number; sample: Multinomial }[] = [];
  for (let from = 0; from < truth.length; ) {
    let to = from + 1;
    while (to < truth.length && truth[to] === truth[from]) to += 1;
    const weights = [...counts.subarray(from, to)];
    const records = weights.reduce((sum, count) => sum + count, 0);
    strata.push({ from, sample: new Multinomial(weights, records) });
    from = to;
  }
  return strata;
}
