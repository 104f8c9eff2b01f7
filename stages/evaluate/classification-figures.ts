import type {
  ClassDifference,
  ClassFigures,
  ClassificationFigures,
  FileComparison,
  SliceFigures,
} from '../../pipeline/contracts/classification-figures.ts';
import type { SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import { chosenCurves } from './chosen-curves.ts';
import { detectable } from './detectable.ts';
import { type Confusion, confusionRows, countPairs } from './metrics/confusion.ts';
import { fBetaOf, macroFBeta } from './metrics/f-beta.ts';
import type { SureAnswers } from './metrics/hand-over.ts';
import { classMetrics, f1Of } from './metrics/precision-recall-f1.ts';
import { METRICS, type ScalarMetric } from './metrics/registry.ts';
import type { Scores } from './metrics/scores.ts';
import { NO_PROBABILITIES, probabilityFigures } from './probability-figures.ts';
import { cautiousLow } from './statistics/cautious-low.ts';
import { classDifferences } from './statistics/class-differences.ts';
import { type FullIntervals, fullIntervals } from './statistics/full-bootstrap.ts';
import type { Sliced } from './statistics/in-slices.ts';
import { discordance, jointCells } from './statistics/joint-cells.ts';
import { mcnemarExact } from './statistics/mcnemar.ts';
import { pairedBootstrapInterval } from './statistics/paired-bootstrap.ts';
import { macroF1PermutationTest } from './statistics/permutation-test.ts';
import { Random } from './statistics/random.ts';
import { type SliceBy, sliceFigures } from './statistics/slices.ts';

const BETAS = [0.5, 2];

export interface FigureOptions {
  readonly draws: number;
  readonly confidence: number;
  readonly seed: number;
  /** Accuracy that answers given without a person should reach. */
  readonly target: number;
  /** Name of the random stream of the intervals, where they must be those that are worked out elsewhere. */
  readonly intervalStream?: string;
}

/** Answers to records of known truth, as class indices. */
export interface LabelledAnswers {
  /** Classes of truth and answers, in code-unit order; columns of `scores` beyond them belong to labels never used. */
  readonly labels: readonly string[];
  /** At least one record. */
  readonly truth: Int32Array;
  readonly answers: Int32Array;
  readonly scores: Scores | null;
  readonly baseline: Int32Array | null;
  readonly slices: readonly SliceBy[];
  /** The same system's answers to other records, to choose a threshold on; null: there are none. */
  readonly validation: SureAnswers | null;
}

/** Everything there is to say about single-label answers; a pure function, the same for the same seed. */
export function* classificationFigures(
  sample: LabelledAnswers,
  options: FigureOptions,
): Sliced<ClassificationFigures> {
  const { labels, truth, answers, scores } = sample;
  const { draws, confidence, seed } = options;
  const confusion = countPairs(labels.length, truth, answers);
  const intervals = yield* fullIntervals(confusion, {
    draws,
    confidence,
    random: Random.of(seed, options.intervalStream ?? 'intervals'),
  });
  const { target } = options;
  const random = Random.of(seed, 'hand over');
  const asked = { truth, answers, validation: sample.validation, target, random };
  const probable = scores && (yield* probabilityFigures({ ...asked, scores }));
  const headline = headlineOf(confusion);
  const slices: SliceFigures[] = [];
  for (const by of sample.slices) {
    slices.push(...(yield* sliceFigures(by, { classes: labels.length, truth, answers }, options)));
  }
  const comparison = sample.baseline && (yield* compared(sample, sample.baseline, confusion, options));
  return {
    format: 1,
    task: 'classification',
    n: confusion.n,
    confidence,
    bootstrap_draws: draws,
    ...headline,
    fbeta: Object.fromEntries(BETAS.map((beta) => [beta, macroFBeta(confusion, beta)!])),
    ...(probable?.figures ?? NO_PROBABILITIES),
    per_class: Object.fromEntries(
      classMetrics(labels, confusion).map(({ label, ...own }, c): [string, ClassFigures] => [
        label,
        {
          ...own,
          fbeta: Object.fromEntries(BETAS.map((beta) => [beta, fBetaOf(confusion, c, beta)])),
          f1_interval: intervals.classF1[c]!,
          roc_auc: probable?.rocAuc[c] ?? null,
          average_precision: probable?.averagePrecision[c] ?? null,
        },
      ]),
    ),
    confusion: { labels, matrix: confusionRows(confusion) },
    intervals: intervals.metrics,
    curves: probable && chosenCurves(labels, probable, confusion.support),
    detectable:
      comparison?.detectable ??
      detectable(confusion.n, 2 * headline.accuracy * (1 - headline.accuracy), 'assumed'),
    slices,
    comparison,
  };
}

/** The metrics that are one number; a sample has records, so those that need only that are never null. */
function headlineOf(confusion: Confusion): Pick<SystemMetrics, ScalarMetric> {
  return Object.fromEntries(
    (Object.keys(METRICS) as ScalarMetric[]).map((metric) => [metric, METRICS[metric](confusion)]),
  ) as Pick<SystemMetrics, ScalarMetric>;
}

function* compared(
  { labels, truth, answers }: LabelledAnswers,
  baseline: Int32Array,
  confusion: Confusion,
  { draws, confidence, seed }: FigureOptions,
): Sliced<FileComparison> {
  const other = countPairs(labels.length, truth, baseline);
  const [mine, theirs] = [headlineOf(confusion), headlineOf(other)];
  const cells = jointCells(labels.length, truth, answers, baseline);
  const { onlyA, onlyB } = discordance(cells);
  const random = (stream: string) => Random.of(seed, stream);
  const intervals: FullIntervals = yield* fullIntervals(other, {
    draws,
    confidence,
    random: random('baseline'),
  });
  const perClass: ClassDifference[] = yield* classDifferences(labels, cells, {
    draws,
    random: random('class differences'),
  });
  return {
    accuracy_difference: mine.accuracy - theirs.accuracy,
    macro_f1_difference: mine.macro_f1 - theirs.macro_f1,
    interval: yield* pairedBootstrapInterval(cells, { draws, confidence, random: random('difference') }),
    cautious_low: yield* cautiousLow(cells, { draws, confidence, random: random('cautious') }),
    mcnemar_p: mcnemarExact(onlyA, onlyB),
    macro_f1_p: yield* macroF1PermutationTest(cells, { draws, random: random('permutation') }),
    only_candidate_correct: onlyA,
    only_reference_correct: onlyB,
    detectable: detectable(confusion.n, (onlyA + onlyB) / confusion.n, 'observed'),
    per_class: perClass,
    baseline: {
      accuracy: theirs.accuracy,
      macro_f1: theirs.macro_f1,
      intervals: intervals.metrics,
      f1: Object.fromEntries(labels.map((label, c) => [label, f1Of(other, c)])),
    },
  };
}
