import assert from 'node:assert/strict';
import { jointCells } from '../../../../../stages/evaluate/statistics/joint-cells.ts';
import { MacroF1Pair } from '../../../../../stages/evaluate/statistics/macro-f1-pair.ts';

describe('macro-F1 difference of a pair', () => {
  // a answers all four right; b misses one record of class 1 as class 0.
  const cells = jointCells(2, [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]);
  const pair = new MacroF1Pair(cells);
  // b: F1 of class 0 is 4/5, of class 1 is 2/3.
  const lead = 1 - (4 / 5 + 2 / 3) / 2;

  it('is macro-F1 of a − macro-F1 of b', () => {
    assert.ok(Math.abs(pair.difference(cells.counts) - lead) < 1e-15);
  });

  it('changes its sign when all answers are exchanged', () => {
    assert.ok(Math.abs(pair.difference(cells.counts, cells.counts) + lead) < 1e-15);
  });

  it('keeps nothing from one call to the next', () => {
    pair.difference(cells.counts, cells.counts);
    assert.ok(Math.abs(pair.difference(cells.counts) - lead) < 1e-15);
  });
});
