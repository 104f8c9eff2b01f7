import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { rowsOf } from './piecewise.ts';

describe('JSON Lines', () => {
  it('counts lines as an editor does, blank ones and CRLF included', () => {
    const rows = rowsOf('jsonl', '\n{"a":1}\r\n  \n\n{"a":2}\n{"a":3}');
    assert.deepEqual(
      rows.map(({ row, line, ordinal }) => [row.a, line, ordinal]),
      [
        [1, 2, 2],
        [2, 5, 5],
        [3, 6, 6],
      ],
    );
  });

  it('gives the same rows however the text is cut', () => {
    const text = '{"a":"一\\n二"}\r\n\n{"b":[1,{"c":"\\""}]}\n{"d":null}';
    const whole = rowsOf('jsonl', text);
    assert.equal(whole.length, 3);
    for (let size = 1; size < text.length; size++) assert.deepEqual(rowsOf('jsonl', text, size), whole);
  });

  it('keeps a key named __proto__ as data', () => {
    const [found] = rowsOf('jsonl', '{"__proto__":{"polluted":true},"a":1}\n');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.equal(found!.row.a, 1);
  });
});
