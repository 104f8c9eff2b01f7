import type { Interval } from '../../../pipeline/contracts/evaluation.ts';
import type { AnswerMetric } from '../../../pipeline/contracts/tasks.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import { percentileInterval } from '../statistics/percentile-interval.ts';
import type { Random } from '../statistics/random.ts';
import type { Figures, Judge } from './judge.ts';

/** Differences closer than this are equal: sums of the same numbers in another order. */
const ROUNDING = 1e-12;

export interface ResamplingOptions {
  readonly draws: number;
  /** In (0, 1), e.g. 0.95. */
  readonly confidence: number;
  readonly random: Random;
}

/** The counts of all answers of one system, a row for each record. */
export type Counts = readonly Float64Array[];

/** Counts summed over all records. */
export function sumOf(counts: Counts, width: number): Float64Array {
  const sum = new Float64Array(width);
  for (const row of counts) add(sum, row, 1);
  return sum;
}

/**
 * Figures of every system on records drawn with replacement, all systems on the same draws. A figure of sums over
 * records, such as micro-F1 or the chrF++ of a corpus, is worked out anew for each draw.
 * Source: Efron and Tibshirani 1993, ch. 8 and 13; for chrF++ Koehn, EMNLP 2004.
 * @param systems by name, each with a row for every record; at least one record
 * @returns by system, the figures of each draw
 */
export function* bootstrapFigures<Name extends string>(
  judge: Judge,
  systems: ReadonlyMap<Name, Counts>,
  { draws, random }: Pick<ResamplingOptions, 'draws' | 'random'>,
): Sliced<ReadonlyMap<Name, readonly Figures[]>> {
  const n = [...systems.values()][0]!.length;
  const drawn = new Map<Name, Figures[]>([...systems.keys()].map((name) => [name, []]));
  const times = new Uint32Array(n);
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let i = 0; i < n; i++) times[Math.floor(random.uniform() * n)]! += 1;
    for (const [name, counts] of systems) {
      const sum = new Float64Array(judge.width);
      for (let i = 0; i < n; i++) if (times[i] !== 0) add(sum, counts[i]!, times[i]!);
      drawn.get(name)!.push(judge.figures(sum, n));
    }
    yield;
  }
  return drawn;
}

/** The percentile interval of a figure over the draws in which it is defined; null where it is in none. */
export function intervalOf(
  drawn: readonly Figures[],
  metric: AnswerMetric,
  confidence: number,
): Interval | null {
  const values = drawn.map((figures) => figures[metric]).filter((value) => typeof value === 'number');
  return values.length === 0 ? null : percentileInterval(Float64Array.from(values), confidence);
}

/** The percentile interval of the difference a − b over the draws, which are the same for both. */
export function differenceInterval(
  a: readonly Figures[],
  b: readonly Figures[],
  metric: AnswerMetric,
  confidence: number,
): Interval {
  const differences = Float64Array.from(
    a,
    (figures, draw) => numberIn(figures, metric) - numberIn(b[draw]!, metric),
  );
  return percentileInterval(differences, confidence);
}

/**
 * Two-sided p of the difference of a figure between two systems on the same records, by exchanging their answers record
 * by record at random: for a mean of scores the sign-flip test on the differences. Of `draws` exchanges, those at least
 * as far from 0 as what was seen, what was seen counted in (Phipson and Smyth 2010), so never 0.
 * Source: Noreen 1989, approximate randomisation.
 */
export function* exchangeTest(
  judge: Judge,
  a: Counts,
  b: Counts,
  metric: AnswerMetric,
  { draws, random }: Pick<ResamplingOptions, 'draws' | 'random'>,
): Sliced<number> {
  const n = a.length;
  const difference = (one: Float64Array, other: Float64Array): number =>
    numberIn(judge.figures(one, n), metric) - numberIn(judge.figures(other, n), metric);
  const seen = Math.abs(difference(sumOf(a, judge.width), sumOf(b, judge.width)));
  let asFar = 1;
  for (let draw = 0; draw < draws; draw++) {
    const one = new Float64Array(judge.width);
    const other = new Float64Array(judge.width);
    for (let i = 0; i < n; i++) {
      const exchanged = random.uint32() >= 0x8000_0000;
      add(one, exchanged ? b[i]! : a[i]!, 1);
      add(other, exchanged ? a[i]! : b[i]!, 1);
    }
    if (Math.abs(difference(one, other)) >= seen - ROUNDING) asFar += 1;
    yield;
  }
  return asFar / (draws + 1);
}

/** A figure that must be a number: the primary one of a task. */
export function numberIn(figures: Figures, metric: AnswerMetric): number {
  const value = figures[metric];
  if (typeof value !== 'number') throw new RangeError(`${metric} is undefined`);
  return value;
}

/** Adds a row once. */
export function addRow(sum: Float64Array, row: Float64Array): void {
  add(sum, row, 1);
}

function add(sum: Float64Array, row: Float64Array, times: number): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += times * row[i]!;
}
