import type { AnswerComparison } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { ResamplingConfig } from '../../../pipeline/contracts/spec.ts';
import type { AnswerMetric } from '../../../pipeline/contracts/tasks.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import { Random } from '../statistics/random.ts';
import { cautiousDifference, type Extremes } from './cautious-difference.ts';
import type { Figures, Judge, JudgedAnswer } from './judge.ts';
import { type Counts, differenceInterval, exchangeTest, numberIn, sumOf } from './resampling.ts';

/** One system's answers as a comparison needs them. */
export interface ComparedAnswers {
  readonly judged: readonly JudgedAnswer[];
  readonly counts: Counts;
  /** The figures of each draw of the bootstrap, the same draws for both systems. */
  readonly drawn: readonly Figures[];
}

/** The figures of a comparison, with all that chance may have done; candidate − reference. */
export function* compareAnswers(
  judge: Judge,
  candidate: ComparedAnswers,
  reference: ComparedAnswers,
  extremes: Extremes,
  options: ResamplingConfig & { readonly metric: AnswerMetric; readonly stream: string },
): Sliced<Omit<Required<AnswerComparison>, 'candidate' | 'reference' | 'parts'>> {
  const { metric, draws, confidence, seed, stream } = options;
  const n = candidate.judged.length;
  const figure = ({ counts }: ComparedAnswers): number =>
    numberIn(judge.figures(sumOf(counts, judge.width), n), metric);
  const [ours, theirs] = [candidate.judged, reference.judged];
  const random = (what: string): Random => Random.of(seed, `${what} ${stream}`);
  const interval = differenceInterval(candidate.drawn, reference.drawn, metric, confidence);
  const cautious = yield* cautiousDifference(judge, candidate.counts, reference.counts, extremes, {
    metric,
    draws,
    confidence,
    random: random('cautious'),
  });
  return {
    metric,
    difference: figure(candidate) - figure(reference),
    interval,
    // Draws of their own may by chance lie a little higher.
    cautious_low: Math.min(cautious, interval[0]),
    p: yield* exchangeTest(judge, candidate.counts, reference.counts, metric, {
      draws,
      random: random('exchange'),
    }),
    candidate_better: ours.filter(({ score }, at) => score > theirs[at]!.score).length,
    reference_better: ours.filter(({ score }, at) => score < theirs[at]!.score).length,
  };
}
