import assert from 'node:assert/strict';
import { countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { macroF1 } from '../../../../../stages/evaluate/metrics/macro.ts';
import { jointCells } from '../../../../../stages/evaluate/statistics/joint-cells.ts';
import { macroF1PermutationTest } from '../../../../../stages/evaluate/statistics/permutation-test.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { atOnce } from '../at-once.ts';

/** The exact p: every way to exchange the answers, each once. */
function enumerate(classes: number, truth: number[], a: number[], b: number[]): number {
  const f1 = (answers: number[]) => macroF1(countPairs(classes, truth, answers))!;
  const observed = Math.abs(f1(a) - f1(b)) - 1e-12;
  const ways = 2 ** truth.length;
  let extreme = 0;
  for (let way = 0; way < ways; way++) {
    const left = a.map((x, i) => ((way >> i) & 1 ? b[i]! : x));
    const right = b.map((x, i) => ((way >> i) & 1 ? a[i]! : x));
    if (Math.abs(f1(left) - f1(right)) >= observed) extreme += 1;
  }
  return extreme / ways;
}

describe('paired permutation test on macro-F1', () => {
  it('agrees with enumerating all 2¹² exchanges', () => {
    const truth = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
    const a = [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 0, 2];
    const b = [0, 1, 2, 1, 1, 0, 1, 2, 2, 2, 0, 1];
    const exact = enumerate(3, truth, a, b);
    const draws = 20_000;
    const p = atOnce(
      macroF1PermutationTest(jointCells(3, truth, a, b), { draws, random: Random.of(1, 'p') }),
    );
    assert.ok(
      Math.abs(p - exact) < 4 * Math.sqrt((exact * (1 - exact)) / draws) + 1 / draws,
      `${p} ${exact}`,
    );
  });

  it('gives 1 to a system against itself, and never less than 1/(1 + draws)', () => {
    const truth = Array.from({ length: 300 }, (_, i) => i % 3);
    const wrong = truth.map((t) => (t + 1) % 3);
    const random = Random.of(2, 'p');
    assert.equal(
      atOnce(macroF1PermutationTest(jointCells(3, truth, wrong, wrong), { draws: 99, random })),
      1,
    );
    assert.equal(
      atOnce(macroF1PermutationTest(jointCells(3, truth, truth, wrong), { draws: 99, random })),
      0.01,
    );
  });

  it('keeps its level where the systems are alike: p < 0.05 in at most one of twenty', () => {
    const random = Random.of(3, 'level');
    const trials = 400;
    let rejected = 0;
    for (let i = 0; i < trials; i++) {
      const truth = Array.from({ length: 60 }, () => Math.floor(random.uniform() * 3));
      const answer = () => truth.map((t) => (random.uniform() < 0.6 ? t : Math.floor(random.uniform() * 3)));
      if (
        atOnce(macroF1PermutationTest(jointCells(3, truth, answer(), answer()), { draws: 99, random })) < 0.05
      ) {
        rejected += 1;
      }
    }
    assert.ok(rejected / trials < 0.05 + 3 * Math.sqrt((0.05 * 0.95) / trials), String(rejected));
  });

  it('exchanges large cells as it does small ones', () => {
    // 40 discordant records in one cell against 20 in another: a binomial sign test on 60 coins, p ≈ 0.013.
    const truth = Array(60).fill(0);
    const a = truth.map((_, i) => (i < 40 ? 0 : 1));
    const b = a.map((x) => 1 - x);
    const p = atOnce(
      macroF1PermutationTest(jointCells(2, truth, a, b), {
        draws: 20_000,
        random: Random.of(4, 'p'),
      }),
    );
    assert.ok(Math.abs(p - 0.0135) < 0.004, String(p));
  });
});
