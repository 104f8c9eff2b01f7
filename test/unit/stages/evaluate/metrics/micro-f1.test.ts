import assert from 'node:assert/strict';
import { accuracy } from '../../../../../stages/evaluate/metrics/accuracy.ts';
import { microF1 } from '../../../../../stages/evaluate/metrics/micro-f1.ts';
import { example, nothing } from './example.ts';

describe('micro F1', () => {
  it('pools all decisions, which with one answer a record is accuracy', () => {
    assert.equal(microF1(example), 10 / 14);
    assert.equal(microF1(example), accuracy(example));
  });
  it('is undefined without records', () => assert.equal(microF1(nothing), null));
});
