import assert from 'node:assert/strict';
import { averagePrecision } from '../../../../../stages/evaluate/metrics/average-precision.ts';
import { brierScore } from '../../../../../stages/evaluate/metrics/brier.ts';
import {
  expectedCalibrationError,
  reliabilityCurve,
} from '../../../../../stages/evaluate/metrics/calibration-error.ts';
import { countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { fBetaOf, macroFBeta } from '../../../../../stages/evaluate/metrics/f-beta.ts';
import { logLoss } from '../../../../../stages/evaluate/metrics/log-loss.ts';
import { averagesOf, rankClass, rankPooled } from '../../../../../stages/evaluate/metrics/one-vs-rest.ts';
import {
  precisionRecallCurve,
  type Ranking,
  rocCurve,
} from '../../../../../stages/evaluate/metrics/ranking.ts';
import { rocAuc } from '../../../../../stages/evaluate/metrics/roc-auc.ts';
import { topKAccuracy } from '../../../../../stages/evaluate/metrics/top-k.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { askPython } from '../python.ts';

/** Areas one class against the rest where scikit-learn defines them, else null; averages by numpy over these. */
const PROGRAM = `
import json, sys, warnings
warnings.filterwarnings('ignore')
import numpy
from sklearn.calibration import calibration_curve
from sklearn.metrics import (average_precision_score, brier_score_loss, fbeta_score, log_loss, precision_recall_curve,
    roc_auc_score, roc_curve, top_k_accuracy_score)
def mean(values, weights=None):
    kept = [(v, 1 if weights is None else w) for v, w in zip(values, weights or values) if v is not None]
    total = sum(w for _, w in kept)
    return sum(v * w for v, w in kept) / total if total else None
answers = []
for case in json.load(sys.stdin):
    y, s = numpy.array(case['truth']), numpy.array(case['scores']).reshape(len(case['truth']), -1)
    k = s.shape[1]
    labels, hot = list(range(k)), numpy.eye(k)[numpy.array(case['truth'])]
    p = s.argmax(axis=1)
    sure = s[numpy.arange(len(y)), p]
    some = lambda c: 0 < hot[:, c].sum()
    both = lambda c: some(c) and hot[:, c].sum() < len(y)
    auc = [roc_auc_score(hot[:, c], s[:, c]) if both(c) else None for c in labels]
    ap = [average_precision_score(hot[:, c], s[:, c]) if some(c) else None for c in labels]
    support = hot.sum(axis=0).tolist()
    curves = []
    for c in labels:
        if not both(c):
            curves.append(None)
            continue
        fpr, tpr, _ = roc_curve(hot[:, c], s[:, c], drop_intermediate=False)
        precision, recall, _ = precision_recall_curve(hot[:, c], s[:, c])
        curves.append([[fpr.tolist(), tpr.tolist()], [recall[:-1][::-1].tolist(), precision[:-1][::-1].tolist()]])
    true, given = calibration_curve(p == y, sure, n_bins=15) if len(set(p == y)) == 2 else (None, None)
    answers.append({
        'predicted': p.tolist(),
        'top': [top_k_accuracy_score(y, s, k=n, labels=labels) if 2 < k else None for n in (1, 2, 3)],
        'log_loss': log_loss(y, s, labels=labels), 'brier': brier_score_loss(y, s, labels=labels, scale_by_half=False),
        'auc': auc, 'auc_averages': [mean(auc), mean(auc, support), roc_auc_score(hot.ravel(), s.ravel())],
        'ap': ap, 'ap_averages': [mean(ap), mean(ap, support), average_precision_score(hot.ravel(), s.ravel())],
        'curves': curves, 'reliability': None if true is None else [true.tolist(), given.tolist()],
        'fbeta': [fbeta_score(y, p, beta=b, labels=labels, average=None, zero_division=0).tolist() for b in (0.5, 2)],
        'macro_fbeta': [fbeta_score(y, p, beta=b, average='macro', zero_division=0) for b in (0.5, 2)]})
json.dump(answers, sys.stdout)
`;

interface Case {
  readonly truth: number[];
  /** Row by row. */
  readonly scores: number[];
}

interface Answer {
  readonly predicted: number[];
  readonly top: (number | null)[];
  readonly log_loss: number;
  readonly brier: number;
  readonly auc: (number | null)[];
  readonly auc_averages: (number | null)[];
  readonly ap: (number | null)[];
  readonly ap_averages: (number | null)[];
  readonly curves: (number[][][] | null)[];
  readonly reliability: [number[], number[]] | null;
  readonly fbeta: number[][];
  readonly macro_fbeta: number[];
}

/** Half of the cases have scores in fifths or tenths, so that many tie; one in ten has three records at most. */
function randomCase(random: Random, i: number): Case {
  const classes = 2 + Math.floor(random.uniform() * 6);
  const n = i % 10 === 0 ? 1 + Math.floor(random.uniform() * 3) : 1 + Math.floor(random.uniform() * 60);
  const used = 1 + Math.floor(random.uniform() * classes);
  const truth = Array.from({ length: n }, () => Math.floor(random.uniform() * used));
  const scores = truth.flatMap((t) => {
    const weights = Array.from({ length: classes }, (_, c) => {
      const weight = random.uniform() + (c === t ? random.uniform() : 0);
      return i % 2 === 0 ? Math.round(weight * 5) : weight;
    });
    const sum = weights.reduce((a, b) => a + b, 0);
    return sum === 0 ? weights.map(() => 1 / classes) : weights.map((weight) => weight / sum);
  });
  return { truth, scores };
}

describe('probability metrics against scikit-learn', function () {
  this.timeout(900_000);

  it('agree to 1e-12 in 2,002 cases', function () {
    const random = Random.of(20261129, 'score cases');
    const cases: Case[] = [
      { truth: [0], scores: [1, 0, 0] },
      { truth: [1, 1], scores: [0.5, 0.5, 0.5, 0.5] },
      ...Array.from({ length: 2000 }, (_, i) => randomCase(random, i)),
    ];
    const answers = askPython(this, PROGRAM, cases) as Answer[];
    assert.equal(answers.length, cases.length);
    let worst = 0;
    const close = (ours: number | null, theirs: number | null, what: string) => {
      assert.equal(ours === null, theirs === null, `${what}: ${ours}, scikit-learn ${theirs}`);
      const gap = Math.abs((ours ?? 0) - (theirs ?? 0));
      assert.ok(gap <= 1e-12, `${what}: ${ours}, scikit-learn ${theirs}`);
      worst = Math.max(worst, gap);
    };
    const all = (ours: readonly (number | null)[], theirs: readonly (number | null)[], what: string) => {
      assert.equal(ours.length, theirs.length, what);
      ours.forEach((one, i) => {
        close(one, theirs[i]!, `${what} ${i}`);
      });
    };
    cases.forEach(({ truth, scores: flat }, i) => {
      const theirs = answers[i]!;
      const classes = flat.length / truth.length;
      const scores = { n: truth.length, classes, values: Float64Array.from(flat) };
      const at = `case ${i}`;
      if (classes > 2)
        all(
          [1, 2, 3].map((k) => topKAccuracy(truth, scores, k)),
          theirs.top,
          `${at} top k`,
        );
      close(logLoss(truth, scores), theirs.log_loss, `${at} log loss`);
      close(brierScore(truth, scores), theirs.brier, `${at} Brier`);
      const rankings = Array.from({ length: classes }, (_, c) => rankClass(truth, scores, c));
      const pooled = rankPooled(truth, scores);
      const areas = (of: (ranking: Ranking) => number | null, each: Answer['auc'], means: Answer['auc']) => {
        const perClass = rankings.map(of);
        all(perClass, each, `${at} areas`);
        const support = rankings.map(({ positives }) => positives);
        const { macro, weighted, micro } = averagesOf(perClass, support, of(pooled));
        all([macro, weighted, micro], means, `${at} averages`);
      };
      areas(rocAuc, theirs.auc, theirs.auc_averages);
      areas(averagePrecision, theirs.ap, theirs.ap_averages);
      theirs.curves.forEach((curve, c) => {
        if (curve === null) {
          assert.deepEqual(rocCurve(rankings[c]!, 0), []);
          return;
        }
        const [roc, pr] = [rocCurve(rankings[c]!, 0), precisionRecallCurve(rankings[c]!, 0)];
        for (const axis of [0, 1] as const) {
          all(
            roc.map((point) => point[axis]),
            curve[0]![axis]!,
            `${at} ROC of ${c}`,
          );
          // Ours ends where all positives are found; what scikit-learn adds has the same recall.
          const whole = curve[1]![0]!.indexOf(1) + 1;
          all(
            pr.map((point) => point[axis]),
            curve[1]![axis]!.slice(0, whole),
            `${at} PR of ${c}`,
          );
        }
      });
      const right = truth.map((t, r) => (theirs.predicted[r] === t ? 1 : 0));
      const sure = truth.map((_, r) => flat[r * classes + theirs.predicted[r]!]!);
      const bins = reliabilityCurve(sure, right);
      assert.equal(
        bins.reduce((sum, bin) => sum + bin.n, 0),
        truth.length,
        at,
      );
      if (theirs.reliability) {
        all(
          bins.map(({ accuracy }) => accuracy),
          theirs.reliability[0],
          `${at} reliability`,
        );
        all(
          bins.map(({ confidence }) => confidence),
          theirs.reliability[1],
          `${at} confidence`,
        );
      }
      const ece = bins.reduce(
        (sum, b) => sum + (b.n / truth.length) * Math.abs(b.accuracy - b.confidence),
        0,
      );
      close(expectedCalibrationError(bins), ece, `${at} ECE`);
      const confusion = countPairs(classes, truth, theirs.predicted);
      [0.5, 2].forEach((beta, b) => {
        const each = Array.from({ length: classes }, (_, c) => fBetaOf(confusion, c, beta) ?? 0);
        all(each, theirs.fbeta[b]!, `${at} F-beta`);
        close(macroFBeta(confusion, beta), theirs.macro_fbeta[b]!, `${at} macro F-beta`);
      });
    });
    console.log(`      largest deviation from scikit-learn: ${worst.toExponential(1)}`);
  });
});
