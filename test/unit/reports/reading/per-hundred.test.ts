import assert from 'node:assert/strict';
import { perHundred } from '../../../../reports/reading/per-hundred.ts';

describe('perHundred', () => {
  it('rounds to a whole number of 100', () => {
    assert.equal(perHundred(146 / 168), 87);
    assert.equal(perHundred(104 / 168), 62);
  });

  it('says 100 only for all and 0 only for none', () => {
    assert.deepEqual([1, 0.999, 0.001, 0].map(perHundred), [100, 99, 1, 0]);
  });
});
