import assert from 'node:assert/strict';
import { percentOf } from '../../../../reports/charts/percent.ts';
import { ticks } from '../../../../reports/charts/ticks.ts';

describe('ticks', () => {
  it('steps by round numbers from 0 to at least the largest value', () => {
    assert.deepEqual(ticks(2.3, 4), [0, 1, 2, 3]);
    assert.deepEqual(ticks(3, 6), [0, 0.5, 1, 1.5, 2, 2.5, 3]);
    assert.deepEqual(ticks(0.07, 4), [0, 0.02, 0.04, 0.06, 0.08]);
    assert.deepEqual(ticks(900, 4), [0, 250, 500, 750, 1000]);
  });

  it('gives a scale for nothing as well', () => {
    for (const most of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      assert.deepEqual(ticks(most, 4), [0, 1]);
  });
});

describe('percentOf', () => {
  it('stays between 0 and 100', () => {
    assert.deepEqual([0.12345, -1, 2, Number.NaN].map(percentOf), ['12.35%', '0%', '100%', '0%']);
  });
});
