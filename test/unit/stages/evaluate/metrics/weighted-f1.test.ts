import assert from 'node:assert/strict';
import { weightedF1 } from '../../../../../stages/evaluate/metrics/weighted-f1.ts';
import { example, nothing } from './example.ts';

describe('weighted F1', () => {
  it('weighs each class by its records: (4 · 6/7 + 3 · 2/3) / 7', () => {
    assert.equal(weightedF1(example), (4 * (6 / 7) + 3 * (2 / 3)) / 7);
  });
  it('is undefined without records', () => assert.equal(weightedF1(nothing), null));
});
