import assert from 'node:assert/strict';
import { confusionRows, countPairs, occurs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { example } from './example.ts';

describe('confusion', () => {
  it('has the true class as row and the answer as column', () => {
    assert.deepEqual(confusionRows(example), [
      [3, 1, 0, 0],
      [0, 2, 1, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('keeps margins and diagonal', () => {
    assert.deepEqual([...example.support], [4, 3, 0, 0]);
    assert.deepEqual([...example.predicted], [3, 3, 1, 0]);
    assert.deepEqual([...example.hits], [3, 2, 0, 0]);
  });

  it('tells the classes that occur', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((c) => occurs(example, c)),
      [true, true, true, false],
    );
  });

  it('refuses an index that is no class, and lists of unequal length', () => {
    assert.throws(() => countPairs(2, [0, 2], [0, 0]), /record 1: class 2/);
    assert.throws(() => countPairs(2, [0, 0], [0, -1]), /record 1: .*answer -1/);
    assert.throws(() => countPairs(2, [0, 0], [0]), /2 truths but 1 answers/);
  });
});
