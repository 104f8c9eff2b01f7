import type { SliceFigures } from '../../../pipeline/contracts/classification-figures.ts';
import { countPairs } from '../metrics/confusion.ts';
import { trueClassesF1 } from '../metrics/true-classes-f1.ts';
import { intervalsOf } from './bootstrap.ts';
import type { Sliced } from './in-slices.ts';
import { differenceInterval, wilsonInterval } from './proportion-interval.ts';
import { Random } from './random.ts';

/** What to divide the records by: a value a record, null where a record has none. */
export interface SliceBy {
  readonly by: string;
  readonly values: readonly (string | null)[];
}

/** Slices of one column; of more values the most frequent are taken. */
const MOST_SLICES = 20;

/**
 * Figures of each part of the records against all the others: accuracy with Wilson's interval, the gap with Newcombe's,
 * macro-F1 (over the classes that have records in the part) with a bootstrap interval. The largest part first.
 */
export function* sliceFigures(
  { by, values }: SliceBy,
  sample: { readonly classes: number; readonly truth: Int32Array; readonly answers: Int32Array },
  options: { readonly draws: number; readonly confidence: number; readonly seed: number },
): Sliced<SliceFigures[]> {
  const { classes, truth, answers } = sample;
  const { draws, confidence, seed } = options;
  const parts = new Map<string, number[]>();
  values.forEach((value, at) => {
    if (value === null) return;
    const part = parts.get(value);
    if (part) part.push(at);
    else parts.set(value, [at]);
  });
  const isRight = (at: number) => truth[at] === answers[at];
  let right = 0;
  for (let at = 0; at < truth.length; at++) if (isRight(at)) right += 1;
  const figures: SliceFigures[] = [];
  const largest = [...parts].sort(([, a], [, b]) => b.length - a.length).slice(0, MOST_SLICES);
  for (const [value, part] of largest) {
    const confusion = countPairs(
      classes,
      part.map((at) => truth[at]!),
      part.map((at) => answers[at]!),
    );
    const own = { hits: part.filter(isRight).length, n: part.length };
    const others = { hits: right - own.hits, n: truth.length - own.n };
    const random = Random.of(seed, `slice ${by} ${value}`);
    figures.push({
      by,
      value,
      n: own.n,
      accuracy: own.hits / own.n,
      accuracy_interval: wilsonInterval(own.hits, own.n, confidence),
      macro_f1: trueClassesF1(confusion)!,
      macro_f1_interval: (yield* intervalsOf(confusion, [trueClassesF1], { draws, confidence, random }))[0]!,
      gap: others.n === 0 ? null : own.hits / own.n - others.hits / others.n,
      gap_interval: others.n === 0 ? null : differenceInterval(own, others, confidence),
    });
  }
  return figures;
}

/** Quarters by length, named by their bounds; fewer where many lengths are equal. Null where a record has no text. */
export function lengthBins(lengths: readonly (number | null)[]): (string | null)[] {
  const sorted = lengths.filter((length) => length !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return lengths.map(() => null);
  const edges = [...new Set([0.25, 0.5, 0.75, 1].map((q) => sorted[Math.ceil(q * sorted.length) - 1]!))];
  const name = (bin: number) => `${bin === 0 ? sorted[0] : edges[bin - 1]! + 1}–${edges[bin]}`;
  return lengths.map((length) => (length === null ? null : name(edges.findIndex((edge) => length <= edge))));
}
