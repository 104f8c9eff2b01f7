import assert from 'node:assert/strict';
import { chooseMaxLength } from '../../../../../stages/train/auto/max-length.ts';

describe('auto max length', () => {
  it('is the next multiple of 32 that holds all records', () => {
    const { value, reason } = chooseMaxLength(97, 120, 32_768);
    assert.equal(value, 128);
    assert.match(reason.en, /longest record is estimated to need 120 tokens, so all of them fit/);
    assert.equal(chooseMaxLength(97, 194, 32_768).value, 224);
    assert.equal(chooseMaxLength(3, 5, 32_768).value, 64);
  });
  it('cuts the few that are more than twice as long as nearly all, and says so', () => {
    const { value, reason } = chooseMaxLength(97, 4000, 32_768);
    assert.equal(value, 224);
    assert.match(reason.en, /at most 97 tokens; the longest needs 4000 and is cut/);
  });
  it('never exceeds what the base can read, and says that records are cut', () => {
    const { value, reason } = chooseMaxLength(5000, 6000, 2048);
    assert.equal(value, 2048);
    assert.match(reason.en, /at most 2048 tokens; records are estimated to need up to 6000/);
    assert.match(reason['zh-TW'], /會被截短/);
  });
});
