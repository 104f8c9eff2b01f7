import assert from 'node:assert/strict';
import { cut } from '../../../../reports/format/cut.ts';
import { shorten, widthOf } from '../../../../reports/format/shorten.ts';

describe('shorten', () => {
  it('counts a Han character as one unit and a Latin one as 0.55', () => {
    assert.equal(widthOf('交通局'), 3);
    assert.ok(Math.abs(widthOf('abcd') - 2.2) < 1e-9);
    assert.equal(widthOf('Ａ，「」𠀀'), 5);
  });

  it('leaves what fits', () => {
    assert.equal(shorten('環境保護局', 5), '環境保護局');
    assert.equal(shorten('', 3), '');
  });

  it('cuts what does not fit so that it fits with its ellipsis', () => {
    assert.equal(shorten('環境保護局', 4), '環境保…');
    assert.equal(shorten('abcdefghij', 4), 'abcde…');
    assert.ok(widthOf(shorten('混 mixed 文字 text 很長', 6)) <= 6 + 0.45);
  });

  it('never splits a character', () => {
    assert.equal(shorten('𠀀𠀀𠀀𠀀', 3), '𠀀𠀀…');
  });
});

describe('cut', () => {
  it('gives at most so many units, without half a character at the end', () => {
    assert.equal(cut('abc', 3), 'abc');
    assert.equal(cut('abcd', 3), 'abc');
    assert.equal(cut('ab𠀀', 3), 'ab');
  });
});
