import assert from 'node:assert/strict';
import { BinomialOf } from '../../../../../stages/evaluate/statistics/binomial-sample.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';

/** P(X = k) for all k, by the recurrence from the mode, so that nothing underflows. */
function probabilities(trials: number, p: number): number[] {
  const weights = new Array<number>(trials + 1).fill(0);
  const mode = Math.floor((trials + 1) * p);
  weights[mode] = 1;
  for (let k = mode; k < trials; k++) weights[k + 1] = (weights[k]! * (trials - k) * p) / ((k + 1) * (1 - p));
  for (let k = mode; k > 0; k--) weights[k - 1] = (weights[k]! * k * (1 - p)) / ((trials - k + 1) * p);
  const total = weights.reduce((a, b) => a + b);
  return weights.map((w) => w / total);
}

/** Pearson's statistic over bins of at least ten expected draws, with its degrees of freedom. */
function chiSquare(observed: number[], expected: number[]): { statistic: number; freedom: number } {
  let [statistic, bins, o, e] = [0, 0, 0, 0];
  expected.forEach((x, k) => {
    o += observed[k]!;
    e += x;
    const rest = expected.slice(k + 1).reduce((a, b) => a + b, 0);
    if (e < 10 || (rest < 10 && rest > 0)) return;
    statistic += (o - e) ** 2 / e;
    bins += 1;
    [o, e] = [0, 0];
  });
  return { statistic, freedom: bins - 1 };
}

describe('binomial draws', () => {
  // Inversion, inversion by symmetry, rejection, rejection by symmetry, and the border between the two.
  const regimes: readonly [number, number][] = [
    [1, 0.3],
    [12, 0.5],
    [400, 0.01],
    [50, 0.9],
    [100, 0.0999],
    [100, 0.1001],
    [200, 0.5],
    [5000, 0.02],
    [300, 0.8],
  ];
  for (const [trials, p] of regimes) {
    it(`follow the distribution for ${trials} trials of ${p}`, () => {
      const random = Random.of(1, `binomial ${trials} ${p}`);
      const draws = 40_000;
      const observed = new Array<number>(trials + 1).fill(0);
      const binomial = new BinomialOf(p, trials);
      for (let i = 0; i < draws; i++) observed[binomial.draw(random, trials)]! += 1;
      const { statistic, freedom } = chiSquare(
        observed,
        probabilities(trials, p).map((x) => x * draws),
      );
      // Mean and standard deviation of chi-square are freedom and √(2·freedom).
      assert.ok(statistic < freedom + 4.5 * Math.sqrt(2 * freedom), `${statistic} at ${freedom}`);
    });
  }

  it('are certain at the ends', () => {
    const random = Random.of(1, 'ends');
    assert.equal(new BinomialOf(0.5, 9).draw(random, 0), 0);
    assert.equal(new BinomialOf(0, 9).draw(random, 9), 0);
    assert.equal(new BinomialOf(1, 9).draw(random, 9), 9);
  });

  it('are right beyond the table of factorials too', () => {
    const random = Random.of(1, 'beyond');
    const [trials, p, draws] = [3_000_000, 0.3, 20_000];
    const binomial = new BinomialOf(p, 10);
    const values = Array.from({ length: draws }, () => binomial.draw(random, trials));
    const [mean, variance] = [trials * p, trials * p * (1 - p)];
    const off = values.map((value) => value - mean);
    const sum = (terms: readonly number[]) => terms.reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum(off) / draws) < 4.5 * Math.sqrt(variance / draws));
    const spread = sum(off.map((x) => x * x)) / draws;
    assert.ok(Math.abs(spread / variance - 1) < 4.5 * Math.sqrt(2 / draws));
  });
});
