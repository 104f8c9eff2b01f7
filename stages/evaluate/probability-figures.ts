import type {
  Averages,
  ClassCurves,
  ProbabilityFigures,
} from '../../pipeline/contracts/classification-figures.ts';
import { averagePrecision } from './metrics/average-precision.ts';
import { brierScore } from './metrics/brier.ts';
import { expectedCalibrationError, reliabilityCurve } from './metrics/calibration-error.ts';
import { coverageCurve, handOver, type SureAnswers, surestFirst, thinned } from './metrics/hand-over.ts';
import { logLoss } from './metrics/log-loss.ts';
import { MeanCurves } from './metrics/mean-curves.ts';
import { averagesOf, rankClass, rankPooled } from './metrics/one-vs-rest.ts';
import { precisionRecallCurve, rocCurve } from './metrics/ranking.ts';
import { rocAuc } from './metrics/roc-auc.ts';
import { type Scores, scoreOf } from './metrics/scores.ts';
import { topKAccuracy } from './metrics/top-k.ts';
import type { Sliced } from './statistics/in-slices.ts';
import type { Random } from './statistics/random.ts';

const TOP_K = [1, 3, 5];
const COVERAGE_POINTS = 101;
/** A curve is drawn some 250 points wide, so this is one of them. */
const CURVE_TOLERANCE = 0.004;

export interface ProbabilityEvidence {
  readonly truth: Int32Array;
  readonly answers: Int32Array;
  readonly scores: Scores;
  /** Accuracy that answers given without a person should reach. */
  readonly target: number;
  /** Answers to other records, for the threshold from which on answers stand; null: there are none. */
  readonly validation: SureAnswers | null;
  /** For the parts of the test that choose a threshold where there is no validation. */
  readonly random: Random;
}

/** All figures that need probabilities, and each class's areas and curves, by class index. */
export interface ProbabilityResult {
  readonly figures: ProbabilityFigures;
  readonly rocAuc: readonly (number | null)[];
  readonly averagePrecision: readonly (number | null)[];
  readonly curves: readonly ClassCurves[];
  readonly macro: ClassCurves;
}

/** Figures of predictions that carry no probabilities. */
export const NO_PROBABILITIES: ProbabilityFigures = {
  top_k: null,
  log_loss: null,
  brier: null,
  ece: null,
  roc_auc: null,
  average_precision: null,
  reliability: [],
  coverage: [],
  hand_over: null,
};

/** Works them out; at least one record. Answers without a column in `scores` have confidence 0. */
export function* probabilityFigures(evidence: ProbabilityEvidence): Sliced<ProbabilityResult> {
  const { truth, answers, scores } = evidence;
  const right = Float64Array.from(answers, (answer, i) => (answer === truth[i] ? 1 : 0));
  const confidence = Float64Array.from(answers, (answer, i) => scoreOf(scores, i, answer));
  const reliability = reliabilityCurve(confidence, right);
  const sure = { confidence, right };
  const order = surestFirst(sure);
  const coverage = coverageCurve(sure, order);
  const support = new Float64Array(scores.classes);
  for (const t of truth) support[t]! += 1;
  const mean = new MeanCurves();
  const classes: { auc: number | null; ap: number | null; curves: ClassCurves }[] = [];
  for (let c = 0; c < scores.classes; c++) {
    const ranking = rankClass(truth, scores, c);
    mean.add(ranking);
    classes.push({
      auc: rocAuc(ranking),
      ap: averagePrecision(ranking),
      curves: {
        roc: rocCurve(ranking, CURVE_TOLERANCE),
        pr: precisionRecallCurve(ranking, CURVE_TOLERANCE),
      },
    });
    yield;
  }
  const pooled = rankPooled(truth, scores);
  const areas: (number | null)[] = classes.map(({ auc }) => auc);
  const precisions: (number | null)[] = classes.map(({ ap }) => ap);
  const averages = (perClass: readonly (number | null)[], micro: number | null): Averages =>
    averagesOf(perClass, support, micro);
  return {
    figures: {
      top_k: Object.fromEntries(TOP_K.map((k) => [k, topKAccuracy(truth, scores, k)!])),
      log_loss: logLoss(truth, scores),
      brier: brierScore(truth, scores),
      ece: expectedCalibrationError(reliability),
      roc_auc: averages(areas, rocAuc(pooled)),
      average_precision: averages(precisions, averagePrecision(pooled)),
      reliability,
      coverage: thinned(coverage, COVERAGE_POINTS),
      hand_over: handOver(sure, evidence.validation, { ...evidence, order }),
    },
    rocAuc: areas,
    averagePrecision: precisions,
    curves: classes.map(({ curves }) => curves),
    macro: mean.curves(),
  };
}
