import assert from 'node:assert/strict';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';

describe('random numbers', () => {
  it('are those of the reference xoshiro128** for state 1, 2, 3, 4', () => {
    const random = new Random([1, 2, 3, 4]);
    // From the authors' C code (prng.di.unimi.it/xoshiro128starstar.c).
    const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849];
    assert.deepEqual(
      expected.map(() => random.uint32()),
      expected,
    );
    for (let i = expected.length; i < 999_999; i++) random.uint32();
    assert.equal(random.uint32(), 3457443141);
  });

  it('are the same for the same seed and stream, and others otherwise', () => {
    const first = (seed: number, stream: string) => Random.of(seed, stream).uint32();
    assert.equal(first(42, 'bootstrap'), first(42, 'bootstrap'));
    assert.notEqual(first(42, 'bootstrap'), first(43, 'bootstrap'));
    assert.notEqual(first(42, 'bootstrap'), first(42, 'permutation'));
  });

  it('are uniform over [0, 1): mean 1/2 and variance 1/12 within five standard errors', () => {
    const random = Random.of(7, 'uniform');
    const draws = Array.from({ length: 100_000 }, () => random.uniform());
    assert.ok(draws.every((u) => u >= 0 && u < 1));
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    assert.ok(Math.abs(mean - 0.5) < 5 * Math.sqrt(1 / 12 / draws.length), String(mean));
    assert.ok(Math.abs(variance - 1 / 12) < 5 * Math.sqrt(1 / 180 / draws.length), String(variance));
  });

  it('refuse the one state that would only give zeros', () => {
    assert.throws(() => new Random([0, 0, 0, 0]), RangeError);
  });
});
