import assert from 'node:assert/strict';
import { countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { kappa } from '../../../../../stages/evaluate/metrics/kappa.ts';
import { example, nothing, oneClass } from './example.ts';

describe("Cohen's kappa", () => {
  it('is 1 − (1 − 5/7) / (1 − 21/49) = 1/2', () => assert.equal(kappa(example), 0.5));
  it('is 0 for a constant answer: that is chance', () =>
    assert.equal(kappa(countPairs(2, [0, 1], [0, 0])), 0));
  it('is undefined where chance alone agrees always, and without records', () => {
    assert.equal(kappa(oneClass), null);
    assert.equal(kappa(nothing), null);
  });
});
