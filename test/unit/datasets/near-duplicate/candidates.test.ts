import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Candidates } from '../../../../datasets/near-duplicate/candidates.ts';

function narrowed(texts: readonly number[], most: number): number[] {
  const candidates = new Candidates(1_000, most);
  candidates.texts.set(texts);
  return [...candidates.texts.subarray(0, candidates.narrow(texts.length))];
}

describe('candidates', () => {
  it('are each there once, ascending', () => {
    assert.deepEqual(narrowed([], 5), []);
    assert.deepEqual(narrowed([9, 2, 9, 0, 2, 2], 5), [0, 2, 9]);
    const many = Array.from({ length: 900 }, (_, at) => (at * 37) % 300);
    assert.deepEqual(
      narrowed(many, 300),
      Array.from({ length: 300 }, (_, at) => at),
    );
  });

  it('are those given most often where there are too many, then the first', () => {
    assert.deepEqual(narrowed([1, 2, 3, 4, 5, 5, 9, 9, 9], 2), [5, 9]);
    assert.deepEqual(narrowed([6, 5, 4, 3, 2, 9, 9], 3), [2, 3, 9]);
    assert.deepEqual(narrowed([4, 3, 2, 1], 3), [1, 2, 3]);
  });
});
