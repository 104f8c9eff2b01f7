import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matchesOf } from '../../../../datasets/text/matches.ts';

describe('the matches of an expression', () => {
  for (const pattern of [/a/g, /a*/g, /(?=a)/g, /\d+(?:-\d+)*/g, /x/g]) {
    it(`are those that matchAll gives: ${pattern}`, () => {
      for (const text of ['', 'a', 'baab', '12-3 4aa', 'xax']) {
        assert.deepEqual([...matchesOf(text, pattern)], [...text.matchAll(pattern)]);
        assert.deepEqual([...matchesOf(text, pattern)], [...text.matchAll(pattern)], 'a second time');
      }
    });
  }
});
