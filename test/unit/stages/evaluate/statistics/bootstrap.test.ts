import assert from 'node:assert/strict';
import { countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { bootstrapIntervals } from '../../../../../stages/evaluate/statistics/bootstrap.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { atOnce } from '../at-once.ts';

const options = (draws = 1000, seed = 42) => ({
  draws,
  confidence: 0.95,
  random: Random.of(seed, 'test'),
});

/** 40 records of class 0, 30 right; 60 of class 1, 30 right. */
const two = countPairs(
  2,
  [...Array(40).fill(0), ...Array(60).fill(1)],
  [...Array(30).fill(0), ...Array(10).fill(1), ...Array(30).fill(1), ...Array(30).fill(0)],
);

function binomial(n: number, p: number): number[] {
  const out = [(1 - p) ** n];
  for (let k = 0; k < n; k++) out.push((out[k]! * (n - k) * p) / ((k + 1) * (1 - p)));
  return out;
}

describe('bootstrap intervals', () => {
  it('of accuracy are the quantiles of Bin(40, 3/4) + Bin(60, 1/2) over 100', () => {
    const [a, b] = [binomial(40, 0.75), binomial(60, 0.5)];
    const sum = new Array<number>(101).fill(0);
    a.forEach((x, i) => {
      b.forEach((y, j) => {
        sum[i + j]! += x * y;
      });
    });
    const quantile = (q: number) => {
      let mass = 0;
      let hundredths = 0;
      while (mass + sum[hundredths]! < q) mass += sum[hundredths++]!;
      return hundredths / 100;
    };
    const [low, high] = atOnce(bootstrapIntervals(two, options(20_000))).accuracy;
    assert.ok(Math.abs(low - quantile(0.025)) <= 0.01, `${low} ${quantile(0.025)}`);
    assert.ok(Math.abs(high - quantile(0.975)) <= 0.01, `${high} ${quantile(0.975)}`);
  });

  it('hold the figure itself, and are the same for the same seed', () => {
    const intervals = atOnce(bootstrapIntervals(two, options()));
    assert.deepEqual(atOnce(bootstrapIntervals(two, options())), intervals);
    assert.notDeepEqual(atOnce(bootstrapIntervals(two, options(1000, 43))), intervals);
    assert.ok(intervals.accuracy[0] < 0.6 && 0.6 < intervals.accuracy[1]);
    // Macro recall is the mean of 3/4 and 1/2.
    assert.ok(intervals.macro_recall[0] < 0.625 && 0.625 < intervals.macro_recall[1]);
  });

  it('are a point where nothing varies: all right, or one record', () => {
    const point = (x: number) => [x, x];
    const right = atOnce(bootstrapIntervals(countPairs(2, [0, 1, 1], [0, 1, 1]), options()));
    assert.deepEqual(Object.values(right), [point(1), point(1), point(1), point(1)]);
    const single = atOnce(bootstrapIntervals(countPairs(2, [0], [1]), options()));
    assert.deepEqual(Object.values(single), [point(0), point(0), point(0), point(0)]);
  });

  it('leave a class out of a draw’s average where the draw has no record or answer of it, as of a sample', () => {
    // Class 2 is only answered, by one record in fifty: a third of the draws lack it and average over two classes.
    const rare = countPairs(3, Array(50).fill(0).concat(1), [...Array(49).fill(0), 2, 1]);
    const [low, high] = atOnce(bootstrapIntervals(rare, options())).macro_f1;
    assert.ok(low < 0.67 && high === 1, `${low} ${high}`);
  });
});
