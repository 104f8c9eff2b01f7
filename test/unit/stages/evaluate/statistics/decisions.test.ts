import assert from 'node:assert/strict';
import { countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { bootstrapIntervals } from '../../../../../stages/evaluate/statistics/bootstrap.ts';
import { classDifferences } from '../../../../../stages/evaluate/statistics/class-differences.ts';
import { detectableDifference } from '../../../../../stages/evaluate/statistics/detectable-difference.ts';
import { fullIntervals } from '../../../../../stages/evaluate/statistics/full-bootstrap.ts';
import { holm } from '../../../../../stages/evaluate/statistics/holm.ts';
import { jointCells } from '../../../../../stages/evaluate/statistics/joint-cells.ts';
import { mcnemarExact } from '../../../../../stages/evaluate/statistics/mcnemar.ts';
import { normalQuantile } from '../../../../../stages/evaluate/statistics/normal-quantile.ts';
import {
  differenceInterval,
  wilsonInterval,
} from '../../../../../stages/evaluate/statistics/proportion-interval.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { lengthBins } from '../../../../../stages/evaluate/statistics/slices.ts';
import { atOnce } from '../at-once.ts';

const near = (value: number, expected: number, within: number) =>
  assert.ok(Math.abs(value - expected) <= within, `${value}, expected ${expected}`);

describe('Holm', () => {
  it('multiplies step by step and never falls', () => {
    // Sorted .01 .02 .03 .04: times 4, 3, 2, 1, then the running maximum.
    const corrected = holm([0.04, 0.01, 0.03, 0.02]);
    [0.06, 0.04, 0.06, 0.06].forEach((value, i) => {
      near(corrected[i]!, value, 1e-15);
    });
    assert.deepEqual(holm([0.9, 0.8]), [1, 1]);
    assert.deepEqual(holm([]), []);
  });
});

describe('intervals of shares', () => {
  it('are those of Wilson and Newcombe', () => {
    near(normalQuantile(0.975), 1.959963984540054, 1e-8);
    near(normalQuantile(0.001), -3.090232306167813, 1e-8);
    assert.throws(() => normalQuantile(1), RangeError);
    // Newcombe 1998, tables I and II: 81 of 263; 56/70 − 48/80.
    const [low, high] = wilsonInterval(81, 263, 0.95);
    near(low, 0.2553, 5e-5);
    near(high, 0.3662, 5e-5);
    const [least, most] = differenceInterval({ hits: 56, n: 70 }, { hits: 48, n: 80 }, 0.95);
    near(least, 0.0524, 5e-5);
    near(most, 0.3339, 5e-5);
    assert.deepEqual(wilsonInterval(0, 1, 0.95)[0], 0);
  });
});

describe('the smallest difference a test can show', () => {
  it('is noticed by McNemar’s test in about 80 % of simulated tests', () => {
    const [n, discordance] = [1000, 0.2];
    const delta = detectableDifference(n, discordance, { alpha: 0.05, power: 0.8 })!;
    const random = Random.of(7, 'power');
    let noticed = 0;
    for (let test = 0; test < 2000; test++) {
      let [b, c] = [0, 0];
      for (let i = 0; i < n; i++) {
        const u = random.uniform();
        if (u < (discordance + delta) / 2) b += 1;
        else if (u < discordance) c += 1;
      }
      if (mcnemarExact(b, c) < 0.05) noticed += 1;
    }
    // The exact test is a little conservative.
    near(noticed / 2000, 0.79, 0.04);
  });

  it('is none where a few records, or equal answers, show nothing', () => {
    assert.equal(detectableDifference(5, 0.2, { alpha: 0.05, power: 0.8 }), null);
    assert.equal(detectableDifference(1000, 0, { alpha: 0.05, power: 0.8 }), null);
  });
});

describe('differences of classes', () => {
  it('find the class that differs, and not the one that does not', () => {
    const truth = Int32Array.from({ length: 400 }, (_, i) => i % 4);
    const random = Random.of(3, 'answers');
    const noisy = (wrong: number) => truth.map((t) => (random.uniform() < wrong ? (t + 1) % 2 : t));
    const [a, b] = [noisy(0.1), noisy(0.1)];
    // b never answers class 3.
    const cells = jointCells(
      4,
      truth,
      a,
      b.map((answer) => (answer === 3 ? 2 : answer)),
    );
    const found = atOnce(classDifferences(['0', '1', '2', '3'], cells, { draws: 500, random }));
    const of = (label: string) => found.find((one) => one.label === label)!;
    assert.ok(of('3').f1_difference > 0.8 && of('3').holm_p < 0.05);
    assert.ok(of('1').holm_p > 0.05);
    assert.ok(found.every(({ p, holm_p: corrected }) => corrected >= p));
  });
});

describe('intervals of everything', () => {
  it('are those of the headline metrics within sampling error, and undefined where the metric is', () => {
    const random = Random.of(5, 'records');
    const truth = Int32Array.from({ length: 3000 }, () => Math.floor(random.uniform() * 5));
    const answers = truth.map((t) => (random.uniform() < 0.8 ? t : Math.floor(random.uniform() * 5)));
    const confusion = countPairs(6, truth, answers);
    const options = (stream: string) => ({ draws: 4000, confidence: 0.95, random: Random.of(1, stream) });
    const full = atOnce(fullIntervals(confusion, options('full')));
    const headline = atOnce(bootstrapIntervals(confusion, options('headline')));
    for (const id of ['accuracy', 'macro_precision', 'macro_recall', 'macro_f1'] as const) {
      near(full.metrics[id]![0], headline[id][0], 0.002);
      near(full.metrics[id]![1], headline[id][1], 0.002);
    }
    assert.equal(full.classF1[5], null);
    assert.equal(atOnce(fullIntervals(countPairs(2, [0], [0]), options('one'))).metrics.mcc, null);
  });
});

describe('bins of length', () => {
  it('are quarters, fewer where lengths are equal', () => {
    assert.deepEqual(lengthBins([1, 2, 3, 4, null]), ['1–1', '2–2', '3–3', '4–4', null]);
    assert.deepEqual(lengthBins([7, 7, 7]), ['7–7', '7–7', '7–7']);
    assert.deepEqual(lengthBins([null]), [null]);
  });
});
