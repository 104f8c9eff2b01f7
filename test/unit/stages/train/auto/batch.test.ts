import assert from 'node:assert/strict';
import { chooseAccumulation, chooseBatchSize } from '../../../../../stages/train/auto/batch.ts';

describe('auto batch size and accumulation', () => {
  it('is eight records, without accumulation', () => {
    assert.equal(chooseBatchSize().value, 8);
    assert.equal(chooseAccumulation(8).value, 1);
  });
  it('keeps a step at some eight records where a person chose smaller batches', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 16, 256].map((size) => chooseAccumulation(size).value),
      [8, 4, 3, 2, 1, 1],
    );
    assert.match(chooseAccumulation(2).reason.en, /Batches of 2, accumulated 4 times/);
  });
});
