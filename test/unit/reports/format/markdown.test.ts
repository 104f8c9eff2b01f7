import assert from 'node:assert/strict';
import { plain, table, verbatim } from '../../../../reports/format/markdown.ts';

describe('Markdown of a model card', () => {
  it('shows text from outside and does nothing else with it', () => {
    assert.equal(plain('<img src=x onerror=alert(1)>'), '&lt;img src=x onerror=alert\\(1\\)\\>');
    assert.equal(plain('[a](javascript:b) | **c**'), '\\[a\\]\\(javascript:b\\) \\| \\*\\*c\\*\\*');
    assert.doesNotMatch(plain('a\nb'), /\n/);
    assert.equal(plain('&amp;'), '&amp;amp;');
  });

  it('starts neither a list nor a heading by it', () => {
    assert.equal(plain('1. 交通'), '1\\. 交通');
    assert.equal(plain('- 交通'), '\\- 交通');
    assert.equal(plain('--- 交通'), '\\--- 交通');
    assert.equal(plain('# 交通'), '\\# 交通');
  });

  it('fences text so that it cannot close the fence', () => {
    assert.equal(verbatim('請分類：{input}'), '```\n請分類：{input}\n```');
    assert.equal(verbatim('a\n````\nb', 'text'), '`````text\na\n````\nb\n`````');
  });

  it('writes tables', () => {
    assert.equal(table(['a', 'b'], [['1', '2']]), '| a | b |\n| --- | --- |\n| 1 | 2 |');
  });
});
