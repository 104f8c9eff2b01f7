import assert from 'node:assert/strict';
import { cutTo, pad, widthOf } from '../../../../../pipeline/setup/terminal/width.mjs';

describe('width of text in a terminal', () => {
  it('counts Chinese, full-width punctuation and emoji as two columns', () => {
    assert.equal(widthOf('train'), 5);
    assert.equal(widthOf('訓練'), 4);
    assert.equal(widthOf('損失：0.5'), 4 + 2 + 3);
    assert.equal(widthOf('🙂'), 2);
    assert.equal(widthOf('𠮷'), 2);
  });

  it('counts combining marks and joiners as nothing', () => {
    assert.equal(widthOf('e\u0301'), 1);
    assert.equal(widthOf('a\u200db'), 2);
  });

  it('cuts between characters, never through a wide one', () => {
    assert.equal(cutTo('訓練中', 6), '訓練中');
    assert.equal(cutTo('訓練中', 5), '訓練…');
    assert.equal(cutTo('訓練中', 4), '訓…');
    assert.equal(cutTo('abc', 0), '');
  });

  it('fills up to a width from either side', () => {
    assert.equal(pad('訓練', 6), '訓練  ');
    assert.equal(pad('訓練', 6, 'right'), '  訓練');
    assert.equal(pad('too long', 3), 'too long');
  });
});
