import assert from 'node:assert/strict';
import { chooseMaxLength } from '../../../../../stages/train/auto/max-length.ts';

describe('auto max length', () => {
  it('is the next multiple of 32 that holds 99 % of the records', () => {
    assert.equal(chooseMaxLength(97, 32_768).value, 128);
    assert.equal(chooseMaxLength(128, 32_768).value, 128);
    assert.equal(chooseMaxLength(3, 32_768).value, 64);
  });
  it('never exceeds what the base can read, and says that records are cut', () => {
    const { value, reason } = chooseMaxLength(5000, 2048);
    assert.equal(value, 2048);
    assert.match(reason.en, /at most 2048 tokens; records are estimated to need up to 5000/);
    assert.match(reason['zh-TW'], /會被截短/);
  });
});
