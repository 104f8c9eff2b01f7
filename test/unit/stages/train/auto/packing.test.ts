import assert from 'node:assert/strict';
import { choosePacking } from '../../../../../stages/train/auto/packing.ts';

const choose = (tokens: readonly number[], batchSize: number, accumulation: number, maxLength = 64) =>
  choosePacking(tokens, { batchSize, accumulation, maxLength });

describe('auto packing', () => {
  it('is on where padding would cost, which it tells by the lengths', () => {
    // By hand: 10, 20, 40, 60 in one batch of four is 240 tokens for 130; in two batches of two 160.
    const few = choose([40, 10, 60, 20], 4, 1);
    assert.equal(few.value, true);
    assert.match(few.reason.en, /about 46 % of what is computed would be padding/);
    assert.match(few.reason['zh-TW'], /46%/);
    assert.match(choose([40, 10, 60, 20], 2, 1).reason.en, /about 19 %/);
  });

  it('is on where the batches of a step fit into one row, and in fewer rows', () => {
    assert.match(choose([30, 30, 30, 30], 1, 4, 128).reason.en, /the 4 batches of a step fit into one row/);
    assert.match(choose([30, 30, 30, 30], 1, 8, 64).reason['zh-TW'], /8 批可接成約 4 列/);
    assert.equal(choose([60, 60, 60, 60], 1, 4).value, false, 'long records have rows of their own anyway');
  });

  it('is off where lengths are alike, or there are many of each', () => {
    assert.equal(choose([50, 51, 52, 50, 51], 4, 1).value, false);
    const many = Array.from({ length: 4000 }, (_, at) => 20 + ((at * 7919) % 200));
    assert.equal(choose(many, 4, 1, 256).value, false);
    assert.match(choose(many, 4, 1, 256).reason.en, /only about \d % of what is computed is padding/);
    assert.equal(choose(many.slice(0, 40), 16, 1, 256).value, true);
    assert.equal(choose([], 4, 1).value, false);
  });
});
