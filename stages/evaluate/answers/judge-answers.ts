import type { AnswerComparison, AnswerMetrics } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { AnswerTask } from '../../../pipeline/contracts/names.ts';
import type { ResamplingConfig } from '../../../pipeline/contracts/spec.ts';
import { TASKS } from '../../../pipeline/contracts/tasks.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import { Random } from '../statistics/random.ts';
import { type Extremes, extremesOf } from './cautious-difference.ts';
import { type ComparedAnswers, compareAnswers } from './compare-answers.ts';
import type { AnswerRecord, Figures, Judge, JudgedAnswer, JudgeFacts } from './judge.ts';
import { partDifferences } from './part-differences.ts';
import { bootstrapFigures, type Counts, intervalOf, sumOf } from './resampling.ts';
import { JUDGES } from './tasks/registry.ts';

/** A question to be settled: is the one better than the other? */
export interface Pair<Name extends string> {
  readonly candidate: Name;
  readonly reference: Name;
  /** Whether each part of the task is compared by itself as well. */
  readonly byPart?: boolean;
}

export interface AnswersToJudge<Name extends string> {
  readonly task: AnswerTask;
  readonly facts: JudgeFacts;
  readonly records: readonly AnswerRecord[];
  /** Each system's answers, aligned with the records. */
  readonly systems: ReadonlyMap<Name, readonly string[]>;
  readonly pairs: readonly Pair<Name>[];
}

type ComparisonOf<Name extends string> = Omit<
  Required<AnswerComparison>,
  'candidate' | 'reference' | 'parts'
> &
  Pick<AnswerComparison, 'parts'> &
  Omit<Pair<Name>, 'byPart'>;

export interface JudgedAnswers<Name extends string> {
  readonly systems: ReadonlyMap<Name, AnswerMetrics>;
  /** Every answer by itself, aligned with the records. */
  readonly judged: ReadonlyMap<Name, readonly JudgedAnswer[]>;
  /** In the order of the pairs. */
  readonly comparisons: readonly ComparisonOf<Name>[];
  /** Records whose expected answer cannot be read, so that no answer to them can be right. */
  readonly unreadableTruth: number;
  readonly judge: Judge;
  /** What a right and a wrong answer to each record count. */
  readonly extremes: Extremes;
}

/**
 * Judges answers that somebody gave to records with expected answers, in any task whose answers are written: all figures
 * with intervals, and how systems compare. A pure function, the same for the same seed: the pipeline judges by it, and so
 * can whoever has no more than two files.
 * @param toJudge at least one record and one system
 */
export function* judgeAnswers<Name extends string>(
  { task, facts, records, systems, pairs }: AnswersToJudge<Name>,
  { draws, confidence, seed }: ResamplingConfig,
): Sliced<JudgedAnswers<Name>> {
  const judge = JUDGES[task](records, facts);
  const judged = new Map<Name, JudgedAnswer[]>();
  for (const [name, answers] of systems) {
    const own: JudgedAnswer[] = [];
    for (const [at, record] of records.entries()) {
      own.push(judge.judge(record, answers[at]!));
      yield;
    }
    judged.set(name, own);
  }
  const counts = new Map([...judged].map(([name, own]) => [name, own.map((answer) => answer.counts)]));
  const drawn = yield* bootstrapFigures(judge, counts, { draws, random: Random.of(seed, 'records') });
  const metrics = new Map(
    [...judged].map(([name, own]) => [
      name,
      metricsOf(task, judge, own, counts.get(name)!, drawn.get(name)!, confidence),
    ]),
  );
  const metric = TASKS[task].primary;
  const extremes = extremesOf(judge, records, metric);
  const side = (name: Name): ComparedAnswers => ({
    judged: judged.get(name)!,
    counts: counts.get(name)!,
    drawn: drawn.get(name)!,
  });
  const comparisons: ComparisonOf<Name>[] = [];
  for (const { candidate, reference, byPart = false } of pairs) {
    const options = { draws, confidence, seed, metric, stream: `${candidate} ${reference}` };
    const compared = yield* compareAnswers(judge, side(candidate), side(reference), extremes, options);
    const parts = !byPart
      ? []
      : yield* partDifferences(judge, counts.get(candidate)!, counts.get(reference)!, {
          draws,
          random: Random.of(seed, `parts ${options.stream}`),
        });
    comparisons.push({ candidate, reference, ...compared, ...(parts.length > 0 && { parts }) });
  }
  const unreadableTruth = records.filter(({ truth }) => !judge.readsTruth(truth)).length;
  return { systems: metrics, judged, comparisons, unreadableTruth, judge, extremes };
}

/** Bars of the histogram of scores below 1; exactly 1 has one of its own. */
const BARS = 10;

function metricsOf(
  task: AnswerTask,
  judge: Judge,
  judged: readonly JudgedAnswer[],
  counts: Counts,
  drawn: readonly Figures[],
  confidence: number,
): AnswerMetrics {
  const sum = sumOf(counts, judge.width);
  const all = judge.figures(sum, judged.length);
  const scores = new Array<number>(BARS + 1).fill(0);
  for (const { score } of judged) scores[score >= 1 ? BARS : Math.floor(score * BARS)]! += 1;
  const shown = TASKS[task].metrics;
  return {
    n: judged.length,
    figures: Object.fromEntries(shown.map((metric) => [metric, all[metric] ?? null])),
    intervals: Object.fromEntries(
      shown.map((metric) => [
        metric,
        typeof all[metric] === 'number' ? intervalOf(drawn, metric, confidence) : null,
      ]),
    ),
    unreadable: judged.filter(({ readable }) => !readable).length,
    groups: judge.groups(sum),
    scores,
  };
}
