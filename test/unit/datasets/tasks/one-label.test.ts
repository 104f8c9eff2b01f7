import assert from 'node:assert/strict';
import { readLabel } from '../../../../datasets/tasks/one-label.ts';

const LABELS = ['工務局', '環保局', 'Parks', 'Parks and Roads', 'A:B'];

describe('readLabel', () => {
  it('reads JSON, also in a code block, and the label alone', () => {
    for (const [text, label] of [
      ['{"label": "環保局"}', '環保局'],
      ['```json\n{"label": "工務局"}\n```', '工務局'],
      ['環保局', '環保局'],
      [' 「環保局」。\n因為是空氣汙染', '環保局'],
      ['答案：工務局', '工務局'],
      ['**Parks**', 'Parks'],
      ['Category: parks and roads.', 'Parks and Roads'],
      ['ＰＡＲＫＳ', 'Parks'],
      ['A:B', 'A:B'],
    ] as const)
      assert.equal(readLabel(text, LABELS), label, text);
  });

  it('names none where the answer is anything else', () => {
    for (const text of [
      '',
      '不是工務局',
      '工務局或環保局',
      '{"label": "衛生局"}',
      '{"label": 3}',
      '{"a": "工務局"}',
      '{broken',
      'Park',
    ])
      assert.equal(readLabel(text, LABELS), null, text);
  });

  it('decides for none of two labels that differ by case alone, unless one is meant to the letter', () => {
    assert.equal(readLabel('US', ['us', 'US']), 'US');
    assert.equal(readLabel('Us', ['us', 'US']), null);
  });
});
