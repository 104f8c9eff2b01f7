import type { Interval } from '../../../pipeline/contracts/evaluation.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import type { Sliced } from './in-slices.ts';
import type { JointCells } from './joint-cells.ts';
import { MacroF1Pair } from './macro-f1-pair.ts';
import { resampleCells } from './multinomial-sample.ts';
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
  const strata = strataOf(cells.truth);
  const differences = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (const [from, to] of strata) resampleCells(random, cells.counts, drawn, from, to);
    differences[draw] = pair.difference(drawn);
    yield;
  }
  return percentileInterval(differences, confidence);
}

/** Ranges [from, to) of equal truth; the cells are sorted by it. */
function strataOf(truth: Int32Array): [from: number, to: number][] {
  const strata: [number, number][] = [];
  for (let from = 0; from < truth.length; ) {
    let to = from + 1;
    while (to < truth.length && truth[to] === truth[from]) to += 1;
    strata.push([from, to]);
    from = to;
  }
  return strata;
}
