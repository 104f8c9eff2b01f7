import assert from 'node:assert/strict';
import { chooseAccumulation, chooseBatchSize } from '../../../../../stages/train/auto/batch.ts';

describe('auto batch size and accumulation', () => {
  it('is four records, without accumulation', () => {
    assert.equal(chooseBatchSize().value, 4);
    assert.equal(chooseAccumulation(4).value, 1);
  });
  it('keeps a step at some four records where a person chose smaller batches', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 16, 256].map((size) => chooseAccumulation(size).value),
      [4, 2, 1, 1, 1, 1],
    );
    assert.match(chooseAccumulation(2).reason.en, /Batches of 2, accumulated 2 times/);
  });
});
