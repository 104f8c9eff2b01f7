import assert from 'node:assert/strict';
import { confusionRows, countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { classMetrics } from '../../../../../stages/evaluate/metrics/precision-recall-f1.ts';
import { METRICS, type ScalarMetric } from '../../../../../stages/evaluate/metrics/registry.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { askPython } from '../python.ts';

/** One process for all cases; scikit-learn's "undefined" (0 or NaN) comes back as it gives it, NaN as null. */
const PROGRAM = `
import json, math, sys, warnings
warnings.filterwarnings('ignore')
import numpy, sklearn
from sklearn.metrics import (accuracy_score, balanced_accuracy_score, cohen_kappa_score, confusion_matrix, f1_score,
    matthews_corrcoef, precision_recall_fscore_support)
sklearn.set_config(skip_parameter_validation=True)
answers = []
for case in json.load(sys.stdin):
    y, p = numpy.array(case['truth']), numpy.array(case['answers'])
    labels = list(range(case['classes']))
    each = precision_recall_fscore_support(y, p, labels=labels, average=None, zero_division=0)
    macro = precision_recall_fscore_support(y, p, average='macro', zero_division=0)
    kappa = cohen_kappa_score(y, p)
    answers.append({
        'per_class': [x.tolist() for x in each], 'confusion': confusion_matrix(y, p, labels=labels).tolist(),
        'accuracy': accuracy_score(y, p), 'balanced_accuracy': balanced_accuracy_score(y, p),
        'macro_precision': macro[0], 'macro_recall': macro[1], 'macro_f1': macro[2],
        'micro_f1': f1_score(y, p, average='micro', zero_division=0),
        'weighted_f1': f1_score(y, p, average='weighted', zero_division=0),
        'mcc': matthews_corrcoef(y, p), 'kappa': None if math.isnan(kappa) else kappa})
json.dump(answers, sys.stdout)
`;

interface Case {
  readonly classes: number;
  readonly truth: number[];
  readonly answers: number[];
}

type Answer = Readonly<Record<ScalarMetric, number | null>> & {
  readonly per_class: readonly (readonly number[])[];
  readonly confusion: readonly (readonly number[])[];
};

/** Skill, imbalance and the classes that occur differ by case; a tenth are degenerate on purpose. */
function randomCase(random: Random, i: number): Case {
  const classes = 1 + Math.floor(random.uniform() * 12);
  const n = i % 10 === 0 ? 1 + Math.floor(random.uniform() * 3) : 1 + Math.floor(random.uniform() * 120);
  const skill = random.uniform();
  const skew = 1 + random.uniform() * 4;
  const [firstTrue, firstAnswered] = [pick(random, classes, 2), pick(random, classes, 2)];
  const draw = (first: number) => first + Math.floor(random.uniform() ** skew * (classes - first));
  const truth = Array.from({ length: n }, () => draw(firstTrue));
  const answers = truth.map((t) => (random.uniform() < skill ? t : draw(firstAnswered)));
  return { classes, truth, answers };
}

/** 0 mostly; now and then the first few classes are absent. */
function pick(random: Random, classes: number, oneIn: number): number {
  return random.uniform() * oneIn < 1 ? 0 : Math.floor(random.uniform() * classes);
}

const BY_HAND: readonly Case[] = [
  { classes: 1, truth: [0], answers: [0] },
  { classes: 2, truth: [0], answers: [1] },
  { classes: 3, truth: [2, 2, 2], answers: [2, 2, 2] },
  { classes: 3, truth: [0, 0, 0], answers: [1, 1, 1] },
  { classes: 4, truth: [0, 1, 0, 1], answers: [3, 3, 3, 3] },
  { classes: 4, truth: [0, 1, 2, 3], answers: [1, 2, 3, 0] },
  { classes: 5, truth: [0, 0, 1, 1], answers: [0, 1, 0, 1] },
];

describe('metrics against scikit-learn', function () {
  this.timeout(900_000);

  it('agree to 1e-12 in 2,007 cases', function () {
    const random = Random.of(20261122, 'metric cases');
    const cases = [...BY_HAND, ...Array.from({ length: 2000 }, (_, i) => randomCase(random, i))];
    const answers = askPython(this, PROGRAM, cases) as Answer[];
    assert.equal(answers.length, cases.length);
    let worst = 0;
    const close = (ours: number, theirs: number, what: string) => {
      const gap = Math.abs(ours - theirs);
      assert.ok(gap <= 1e-12, `${what}: ${ours}, scikit-learn ${theirs}`);
      worst = Math.max(worst, gap);
    };
    cases.forEach((example, i) => {
      const { classes, truth } = example;
      const theirs = answers[i]!;
      const where = `case ${i} ${JSON.stringify(example)}`;
      const confusion = countPairs(classes, truth, example.answers);
      assert.deepEqual(confusionRows(confusion), theirs.confusion, where);
      for (const id of Object.keys(METRICS) as ScalarMetric[]) {
        const ours = METRICS[id](confusion);
        if (ours === null) {
          // scikit-learn says 0 for an undefined MCC and NaN for an undefined kappa.
          assert.equal(theirs[id], id === 'mcc' ? 0 : null, `${where} ${id}`);
        } else close(ours, theirs[id]!, `${where} ${id}`);
      }
      classMetrics(Array.from({ length: classes }, String), confusion).forEach((mine, c) => {
        const [precision, recall, f1, support] = theirs.per_class.map((column) => column[c]!);
        assert.equal(mine.support, support, where);
        assert.equal(mine.precision === null, mine.predicted === 0, where);
        assert.equal(mine.recall === null, mine.support === 0, where);
        assert.equal(mine.f1 === null, mine.support + mine.predicted === 0, where);
        close(mine.precision ?? 0, precision!, `${where} precision of ${c}`);
        close(mine.recall ?? 0, recall!, `${where} recall of ${c}`);
        close(mine.f1 ?? 0, f1!, `${where} F1 of ${c}`);
      });
    });
    console.log(`      largest deviation from scikit-learn: ${worst.toExponential(1)}`);
  });
});
