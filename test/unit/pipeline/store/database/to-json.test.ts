import assert from 'node:assert/strict';
import { toJson } from '../../../../../pipeline/store/database/to-json.ts';

const half = '\ud842';

describe('JSON for the database', () => {
  for (const [what, value, kept] of [
    ['plain text', '試金石 𠮷 "quoted" \\ \n', '試金石 𠮷 "quoted" \\ \n'],
    ['U+0000', 'a\0b\0', 'a\ufffdb\ufffd'],
    ['the first half of a pair', `a${half}`, 'a\ufffd'],
    ['the second half of a pair', '\udfb7a', '\ufffda'],
    ['two first halves', half + half, '\ufffd\ufffd'],
    ['an escape spelled out', '\\u0000 \\ud842', '\\u0000 \\ud842'],
    ['an escape spelled out after a backslash', '\\\\u0000', '\\\\u0000'],
    ['U+0000 after a backslash', '\\\0', '\\\ufffd'],
    ['U+0000 after two backslashes', '\\\\\0', '\\\\\ufffd'],
    ['a control character', '\u0001\u001f', '\u0001\u001f'],
  ] as const) {
    it(`keeps ${what}`, () => {
      assert.equal(JSON.parse(toJson(value)), kept);
      assert.deepEqual(JSON.parse(toJson({ [value]: [value] })), { [kept]: [kept] });
    });
  }

  it('is plain JSON otherwise', () => {
    const value = { a: [1, null, true, { b: 'c' }] };
    assert.equal(toJson(value), JSON.stringify(value));
  });
});
