import assert from 'node:assert/strict';
import { printable } from '../../../../../pipeline/cli/terminal/printable.ts';

describe('text from outside on a terminal', () => {
  it('cannot move the cursor, ring, or hide what stands before it', () => {
    assert.equal(printable('a\x1b[2Jb\x07c\x9b1m'), 'a�[2Jb�c�1m');
    assert.equal(printable('name\u202Egnp.exe'), 'name�gnp.exe');
  });

  it('stays on its line', () => {
    assert.equal(printable('one\r\ntwo\nthree\tfour'), 'one two three four');
  });

  it('keeps Chinese and emoji', () => {
    assert.equal(printable('陳情：🙂'), '陳情：🙂');
  });
});
