import assert from 'node:assert/strict';
import { costOf, rungs, survivors } from '../../../../../stages/train/sweep/halving.ts';

describe('successive halving', () => {
  it('tries many on few records and few on all', () => {
    assert.deepEqual(rungs(12, 2000), [
      { share: 0.25, candidates: 12 },
      { share: 0.5, candidates: 4 },
      { share: 1, candidates: 2 },
    ]);
    assert.equal(costOf(rungs(12, 2000), 1), 12 / 4 + 4 / 2 + 2);
    assert.equal(costOf(rungs(12, 2000), 2), 0.25 * 23 + 0.5 * 7 + 3);
  });

  it('makes no round of fewer records than say anything', () => {
    assert.deepEqual(rungs(12, 300), [
      { share: 0.5, candidates: 12 },
      { share: 1, candidates: 4 },
    ]);
    assert.deepEqual(rungs(12, 80), [{ share: 1, candidates: 12 }]);
    assert.deepEqual(rungs(1, 5000), [{ share: 1, candidates: 1 }]);
    assert.deepEqual(rungs(2, 5000), [{ share: 1, candidates: 2 }]);
  });

  it('lets auto go on whatever it showed, and the best of the others', () => {
    const losses = new Map<number, number | null>([
      [0, 0.9],
      [1, 0.5],
      [2, null],
      [3, 0.4],
      [4, 0.5],
    ]);
    assert.deepEqual(survivors(losses, 3), [0, 3, 1]);
    assert.deepEqual(survivors(losses, 9), [0, 3, 1, 4]);
    assert.deepEqual(survivors(new Map([[0, null]]), 1), [0]);
  });
});
