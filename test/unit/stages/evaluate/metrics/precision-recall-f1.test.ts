import assert from 'node:assert/strict';
import { classMetrics } from '../../../../../stages/evaluate/metrics/precision-recall-f1.ts';
import { example } from './example.ts';

describe('precision, recall and F1 of a class', () => {
  it('follow their formulas, and are undefined where nothing can be counted', () => {
    assert.deepEqual(classMetrics(['a', 'b', 'c', 'd'], example), [
      { label: 'a', precision: 1, recall: 3 / 4, f1: 6 / 7, support: 4, predicted: 3 },
      { label: 'b', precision: 2 / 3, recall: 2 / 3, f1: 4 / 6, support: 3, predicted: 3 },
      { label: 'c', precision: 0, recall: null, f1: 0, support: 0, predicted: 1 },
      { label: 'd', precision: null, recall: null, f1: null, support: 0, predicted: 0 },
    ]);
  });
});
