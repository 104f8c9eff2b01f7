import type { BootstrapOptions } from './bootstrap.ts';
import type { Sliced } from './in-slices.ts';
import type { JointCells } from './joint-cells.ts';
import { MacroF1Pair } from './macro-f1-pair.ts';
import { Multinomial } from './multinomial-sample.ts';
import { percentileInterval } from './percentile-interval.ts';

/** Records imagined on either side of the balance: Bonett and Price 2012 add one to each of the discordant counts. */
const IMAGINED = 1;

/**
 * Lower confidence bound of macro-F1 of a − macro-F1 of b that also allows for losses which the sample is too small to
 * show. A bootstrap cannot draw what it never saw: on 30 records that both systems answered alike its interval is [0, 0],
 * though a loss of two points leaves no trace in more than half of such samples. So one record that only a answered right
 * and one that only b did are imagined, shared out over the classes by 1/n² (n their records), since where a class has few
 * records a loss hides best; draws then come from these weights, as many of each class as there are records.
 * Sources: Bonett and Price 2012, J. Educ. Behav. Stat. 37:479 (the adjusted interval of paired proportions).
 * @param cells of at least one record
 * @returns the (1 − confidence)/2 quantile, at most that of the same draws' difference in range [−1, 1]
 */
export function* cautiousLow(
  cells: JointCells,
  { draws, confidence, random }: BootstrapOptions,
): Sliced<number> {
  const imagined = withImagined(cells);
  const pair = new MacroF1Pair(imagined.cells);
  const drawn = new Float64Array(imagined.cells.counts.length);
  const differences = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (const { from, sample } of imagined.strata) sample.draw(random, drawn, from);
    differences[draw] = pair.difference(drawn);
    yield;
  }
  return percentileInterval(differences, confidence)[0];
}

/** The cells with two more for each class, of no record but of some weight. */
function withImagined(cells: JointCells) {
  const truth: number[] = [];
  const a: number[] = [];
  const b: number[] = [];
  const counts: number[] = [];
  const weights: number[] = [];
  const strata: { from: number; sample: Multinomial }[] = [];
  const classes = classRanges(cells);
  const shares = classes.map(({ records }) => 1 / records ** 2);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const add = (cell: readonly [number, number, number], count: number, weight: number): void => {
    truth.push(cell[0]);
    a.push(cell[1]);
    b.push(cell[2]);
    counts.push(count);
    weights.push(weight);
  };
  classes.forEach(({ label, from, to, records }, i) => {
    const start = weights.length;
    for (let at = from; at < to; at++) {
      const count = cells.counts[at]!;
      add([label, cells.a[at]!, cells.b[at]!], count, count);
    }
    // A record answered wrong is answered with the next class that occurs; alone in the test, with none that is scored.
    const wrong = classes.length > 1 ? classes[(i + 1) % classes.length]!.label : (label + 1) % cells.classes;
    const weight = (IMAGINED * shares[i]!) / total;
    if (wrong !== label) {
      add([label, label, wrong], 0, weight);
      add([label, wrong, label], 0, weight);
    }
    // As many draws of weights that need not be whole as the class has records.
    strata.push({ from: start, sample: new Multinomial(weights.slice(start), records) });
  });
  return {
    strata,
    cells: {
      classes: cells.classes,
      n: cells.n,
      truth: Int32Array.from(truth),
      a: Int32Array.from(a),
      b: Int32Array.from(b),
      counts: Float64Array.from(counts),
    } satisfies JointCells,
  };
}

/** Each true class with its cells [from, to) and its records; the cells are sorted by truth. */
function classRanges({ truth, counts }: JointCells) {
  const ranges: { label: number; from: number; to: number; records: number }[] = [];
  truth.forEach((label, at) => {
    const last = ranges.at(-1);
    if (last?.label === label) {
      last.to = at + 1;
      last.records += counts[at]!;
    } else ranges.push({ label, from: at, to: at + 1, records: counts[at]! });
  });
  return ranges;
}
