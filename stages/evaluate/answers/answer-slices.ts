import type { SliceComparison } from '../../../pipeline/contracts/evaluation.ts';
import type { ResamplingConfig } from '../../../pipeline/contracts/spec.ts';
import type { AnswerMetric } from '../../../pipeline/contracts/tasks.ts';
import { type SlicePart, simultaneous, slicePartsOf, withHolm } from '../slice-parts.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import { Random } from '../statistics/random.ts';
import type { SliceBy } from '../statistics/slices.ts';
import type { Extremes } from './cautious-difference.ts';
import { type ComparedAnswers, compareAnswers } from './compare-answers.ts';
import type { Judge, JudgedAnswer } from './judge.ts';
import { bootstrapFigures } from './resampling.ts';

/** What was judged of all records. */
export interface JudgedWhole {
  readonly judge: Judge;
  readonly metric: AnswerMetric;
  readonly extremes: Extremes;
  readonly tuned: readonly JudgedAnswer[];
  readonly production: readonly JudgedAnswer[];
}

/**
 * Tuned against production by the task's main figure in every part, each interval widened so that all of them hold
 * together (Bonferroni); the p of the parts with Holm's correction. A mean over labels or fields is over those that occur in
 * the part.
 */
export function* answerSlices(
  slices: readonly SliceBy[],
  whole: JudgedWhole,
  config: ResamplingConfig,
): Sliced<SliceComparison[]> {
  const divided = slices.map((slice) => ({ by: slice.by, parts: slicePartsOf(slice) }));
  const options = { ...config, confidence: simultaneous(divided, config.confidence) };
  const found: SliceComparison[] = [];
  for (const { by, parts } of divided) {
    const compared: SliceComparison['parts'][number][] = [];
    for (const part of parts) compared.push(yield* comparePart(by, part, whole, options));
    found.push({ by, confidence: options.confidence, parts: compared });
  }
  return withHolm(found);
}

function* comparePart(
  by: string,
  [value, places]: SlicePart,
  { judge, metric, extremes, tuned, production }: JudgedWhole,
  config: ResamplingConfig,
): Sliced<SliceComparison['parts'][number]> {
  const within = <T>(all: readonly T[]): T[] => places.map((at) => all[at]!);
  const judged = { tuned: within(tuned), production: within(production) };
  const counts = new Map(Object.entries(judged).map(([id, own]) => [id, own.map((one) => one.counts)]));
  const random = Random.of(config.seed, `part ${by} ${value}`);
  const drawn = yield* bootstrapFigures(judge, counts, { draws: config.draws, random });
  const side = (id: keyof typeof judged): ComparedAnswers => ({
    judged: judged[id],
    counts: counts.get(id)!,
    drawn: drawn.get(id)!,
  });
  const total = places.reduce((sum, at) => sum + extremes.shares[at]!, 0);
  const here: Extremes = {
    right: within(extremes.right),
    wrong: within(extremes.wrong),
    shares: Float64Array.from(places, (at) => extremes.shares[at]! / total),
  };
  const { difference, interval, cautious_low, p } = yield* compareAnswers(
    judge,
    side('tuned'),
    side('production'),
    here,
    { ...config, metric, stream: `part ${by} ${value}` },
  );
  return { value, n: places.length, difference, interval, cautious_low, p };
}
