import assert from 'node:assert/strict';
import { countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { mcc } from '../../../../../stages/evaluate/metrics/mcc.ts';
import { example, nothing, oneClass } from './example.ts';

describe('Matthews correlation', () => {
  it('is (5·7 − 21) / √((49 − 19)(49 − 25))', () => assert.equal(mcc(example), 14 / Math.sqrt(30 * 24)));
  it('is 1 for all right, −1 for two classes exchanged', () => {
    assert.equal(mcc(countPairs(2, [0, 1, 1], [0, 1, 1])), 1);
    assert.equal(mcc(countPairs(2, [0, 1], [1, 0])), -1);
  });
  it('is undefined where truth or answers do not vary, and without records', () => {
    assert.equal(mcc(oneClass), null);
    assert.equal(mcc(countPairs(2, [0, 1], [0, 0])), null);
    assert.equal(mcc(countPairs(2, [0, 0], [0, 1])), null);
    assert.equal(mcc(nothing), null);
  });
});
