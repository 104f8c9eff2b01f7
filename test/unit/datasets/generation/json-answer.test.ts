import assert from 'node:assert/strict';
import { z } from 'zod';
import { parseAnswer } from '../../../../datasets/generation/json-answer.ts';

const SHAPE = z.strictObject({ label: z.enum(['a', 'b']) });

describe('an answer that must be JSON', () => {
  it('is read as it is, or taken from between other words', () => {
    assert.deepEqual(parseAnswer('{"label":"a"}', SHAPE), {
      kind: 'right',
      value: { label: 'a' },
      taken: false,
    });
    const fenced = 'Here it is:\n```json\n{"label": "b"}\n```';
    assert.deepEqual(parseAnswer(fenced, SHAPE), { kind: 'right', value: { label: 'b' }, taken: true });
    for (const wrong of ['a', '{"label":"c"}', '{"label":"a","why":"b"}', '[{"label":"a"}]x'])
      assert.equal(parseAnswer(wrong, SHAPE).kind, wrong.startsWith('[') ? 'right' : 'wrong', wrong);
  });

  it('may come after the thoughts of a model, whatever these hold', () => {
    const thought = '<think>\nIt could be {"label":"b"}, or not {\n</think>\n\n{"label":"a"}';
    assert.deepEqual(parseAnswer(thought, SHAPE), { kind: 'right', value: { label: 'a' }, taken: false });
    assert.equal(parseAnswer('<think>It could be {"label":"b"}', SHAPE).kind, 'wrong');
  });
});
