import type { ClassDifference } from '../../../pipeline/contracts/classification-figures.ts';
import { holm } from './holm.ts';
import type { Sliced } from './in-slices.ts';
import type { JointCells } from './joint-cells.ts';
import { heads } from './permutation-test.ts';
import type { Random } from './random.ts';

/** Differences closer than this are one: the same counts summed in another order. */
const SAME = 1e-12;

/** So that a class that never loses by chance gets a corrected p of 0.01. */
const DRAWS_A_CLASS = 100;

/**
 * Each class's F1 of a − F1 of b, with a two-sided paired permutation test (each draw exchanges every record's two
 * answers with probability ½; all classes share the draws) and its p corrected by Holm for the number of classes. Only
 * classes that occur in truth are compared; F1 counts as 0 where it is undefined. With many classes there are more draws
 * than asked for: the least p is 1/(1 + draws), and times the number of classes it must still be small.
 */
export function* classDifferences(
  labels: readonly string[],
  cells: JointCells,
  { draws: asked, random }: { readonly draws: number; readonly random: Random },
): Sliced<ClassDifference[]> {
  const support = new Float64Array(cells.classes);
  cells.counts.forEach((count, i) => {
    support[cells.truth[i]!]! += count;
  });
  const compared = labels.map((_, c) => c).filter((c) => support[c]! > 0);
  const draws = Math.max(asked, DRAWS_A_CLASS * compared.length);
  const swapped = new Float64Array(cells.counts.length);
  const drawn = new Float64Array(cells.classes);
  const observed = f1Differences(cells, support, swapped, new Float64Array(cells.classes));
  const extreme = new Float64Array(cells.classes);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < swapped.length; i++) {
      if (cells.a[i] !== cells.b[i]) swapped[i] = heads(random, cells.counts[i]!);
    }
    f1Differences(cells, support, swapped, drawn);
    for (let c = 0; c < drawn.length; c++) {
      if (Math.abs(drawn[c]!) >= Math.abs(observed[c]!) - SAME) extreme[c]! += 1;
    }
    yield;
  }
  const p = compared.map((c) => (1 + extreme[c]!) / (1 + draws));
  const corrected = holm(p);
  return compared.map((c, i) => ({
    label: labels[c]!,
    f1_difference: observed[c]!,
    p: p[i]!,
    holm_p: corrected[i]!,
  }));
}

/** F1 of a − F1 of b of every class, after exchanging `swapped` records of each cell. Writes to `out`. */
function f1Differences(
  { truth, a, b, counts, classes }: JointCells,
  support: Float64Array,
  swapped: Float64Array,
  out: Float64Array,
): Float64Array {
  const predicted = [new Float64Array(classes), new Float64Array(classes)] as const;
  const hits = [new Float64Array(classes), new Float64Array(classes)] as const;
  const add = (side: 0 | 1, t: number, answer: number, records: number) => {
    predicted[side][answer]! += records;
    if (t === answer) hits[side][t]! += records;
  };
  for (let i = 0; i < counts.length; i++) {
    const exchanged = swapped[i]!;
    const kept = counts[i]! - exchanged;
    add(0, truth[i]!, a[i]!, kept);
    add(0, truth[i]!, b[i]!, exchanged);
    add(1, truth[i]!, b[i]!, kept);
    add(1, truth[i]!, a[i]!, exchanged);
  }
  const f1 = (side: 0 | 1, c: number) => {
    const total = support[c]! + predicted[side][c]!;
    return total === 0 ? 0 : (2 * hits[side][c]!) / total;
  };
  for (let c = 0; c < classes; c++) out[c] = f1(0, c) - f1(1, c);
  return out;
}
