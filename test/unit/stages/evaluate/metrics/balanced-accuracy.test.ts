import assert from 'node:assert/strict';
import { balancedAccuracy } from '../../../../../stages/evaluate/metrics/balanced-accuracy.ts';
import { example, nothing } from './example.ts';

describe('balanced accuracy', () => {
  it('is the mean recall of the classes in truth: (3/4 + 2/3) / 2', () => {
    assert.equal(balancedAccuracy(example), (3 / 4 + 2 / 3) / 2);
  });
  it('is undefined without records', () => assert.equal(balancedAccuracy(nothing), null));
});
