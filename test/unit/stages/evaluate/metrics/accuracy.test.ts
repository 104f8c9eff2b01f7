import assert from 'node:assert/strict';
import { accuracy } from '../../../../../stages/evaluate/metrics/accuracy.ts';
import { example, nothing } from './example.ts';

describe('accuracy', () => {
  it('is right answers over records: 5 of 7', () => assert.equal(accuracy(example), 5 / 7));
  it('is undefined without records', () => assert.equal(accuracy(nothing), null));
});
