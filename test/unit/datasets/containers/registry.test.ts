import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { recogniseContainer } from '../../../../datasets/containers/registry.ts';

describe('recognising a container', () => {
  for (const [text, container] of [
    ['{"text":"a","label":"b"}\n{"text"', 'jsonl'],
    ['\n\n  {"text":"a","data":"b"}\n', 'jsonl'],
    ['{"text":"cut', 'jsonl'],
    [' [\n{"text":"a"}]', 'json'],
    ['{"data":[{"text":"a"}]}', 'json'],
    ['{ "version": 1, "name": "x \\" y", "data" : [', 'json'],
    ['{\n  "info": {"by": "me"},\n  "data": []\n}', 'json'],
    ['text,label\na,b', 'csv'],
    ['"text","label"', 'csv'],
    [' \n\t', null],
  ] as const) {
    it(`takes ${JSON.stringify(text)} for ${container}`, () => {
      assert.equal(recogniseContainer(text)?.name ?? null, container);
    });
  }

  it('comes to an end with a hostile head', () => {
    const hostile = `{${'"a":"b",'.repeat(8_000)}${'\\"'.repeat(4_000)}`;
    for (const head of [hostile, `{"${'\\\\'.repeat(30_000)}`])
      assert.ok(['jsonl', 'json', undefined].includes(recogniseContainer(head)?.name));
  });
});
