import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf } from '../reading.ts';
import { rowsOf } from './piecewise.ts';

const items = [{ a: '一"]},\\' }, { b: [{ c: [1, 2] }], d: { e: '{' } }, {}];

const fault = (text: string) => faultOf((async () => rowsOf('json', text))());

describe('a JSON document', () => {
  for (const [shape, text] of [
    ['a list', JSON.stringify(items)],
    ['an indented list', JSON.stringify(items, null, 2)],
    ['an object with data', JSON.stringify({ data: items })],
    [
      'data among other members',
      JSON.stringify({ version: 1, note: '"data":[', data: items, done: true }, null, 1),
    ],
  ] as const) {
    it(`gives the items of ${shape}, however the text is cut`, () => {
      const whole = rowsOf('json', text);
      assert.deepEqual(
        whole.map(({ row }) => row),
        items,
      );
      assert.deepEqual(
        whole.map(({ ordinal }) => ordinal),
        [1, 2, 3],
      );
      for (let size = 1; size < text.length; size++) assert.deepEqual(rowsOf('json', text, size), whole);
    });
  }

  it('says on which line an item begins', () => {
    const rows = rowsOf('json', '[\n  {"a": 1},\n  {\n    "a": 2\n  }, {"a": 3}\n]');
    assert.deepEqual(
      rows.map(({ line }) => line),
      [2, 3, 5],
    );
  });

  it('names line and character of a fault inside an item', async () => {
    const { code, place, params } = await fault('[\n  {"a": 1},\n  {"a": 2,\n   "b" 3}\n]');
    assert.equal(code, 'INPUT_JSON_SYNTAX');
    assert.equal(place?.line, 4);
    assert.equal(params?.column, 8);
  });

  it('counts the characters before an item on the same line', async () => {
    const { place, params } = await fault('[{"a":1},{"b":x}]');
    assert.equal(place?.line, 1);
    assert.equal(params?.column, 15);
  });

  for (const [what, text, line, expected = 'INPUT_JSON_SYNTAX'] of [
    ['items without a comma between them', '[{"a":1}\n{"a":2}]', 2],
    ['a comma after the last item', '[{"a":1},\n]', 2],
    ['something after the end', '[{"a":1}]\n[]', 2, 'INPUT_JSON_MORE'],
    ['a key that is no string', '{data: []}', 1],
    ['a bad value beside data', '{"v": nope, "data": []}', 1],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, place } = await fault(text);
      assert.equal(code, expected);
      assert.equal(place?.line, line);
    });
  }
});
