import assert from 'node:assert/strict';
import { percentileInterval } from '../../../../../stages/evaluate/statistics/percentile-interval.ts';

describe('percentile interval', () => {
  it('takes order statistics where they lie on the quantile', () => {
    assert.deepEqual(percentileInterval(Float64Array.of(5, 1, 4, 2, 3), 0.5), [2, 4]);
  });
  it('interpolates linearly between them: quantile 0.1 of 0, 1, 2, 3 is 0.3', () => {
    const [low, high] = percentileInterval(Float64Array.of(3, 2, 1, 0), 0.8);
    assert.ok(Math.abs(low - 0.3) < 1e-15 && Math.abs(high - 2.7) < 1e-15, `${low} ${high}`);
  });
  it('of one draw is that draw', () => {
    assert.deepEqual(percentileInterval(Float64Array.of(0.7), 0.95), [0.7, 0.7]);
  });
});
