import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { classificationPrompt, customPrompt } from '../../../../datasets/prompts/classification.ts';

describe('prompts for classification', () => {
  it('pass records with an instruction through', () => {
    assert.deepEqual(classificationPrompt('zh-TW', true, ['甲', '乙']), {
      id: 'passthrough.v1',
      system: null,
      user: '{input}',
    });
  });

  it('name the labels, in the language of the records', () => {
    const chinese = classificationPrompt('zh-TW', false, ['工務局', '民政局']);
    assert.match(chinese.user, /工務局、民政局\n\n\{input\}$/);
    assert.match(chinese.id, /^classification\.zh-TW\.v1\.[0-9a-f]{8}$/);
    const english = classificationPrompt('en', false, ['roads', 'parks']);
    assert.match(english.user, /roads; parks\n\n\{input\}$/);
  });

  it('have an id that changes with the labels and with nothing else', () => {
    const id = (labels: string[]) => classificationPrompt('en', false, labels).id;
    assert.equal(id(['a', 'b']), id(['a', 'b']));
    assert.notEqual(id(['a', 'b']), id(['a', 'c']));
    assert.notEqual(customPrompt('A {input}').id, customPrompt('B {input}').id);
  });

  it('leave the labels out where there are too many, or one looks like the placeholder', () => {
    const many = Array.from({ length: 77 }, (_, n) => `label_number_${n}`);
    for (const labels of [many, ['a', '{input}']]) {
      const { id, user } = classificationPrompt('en', false, labels);
      assert.equal(id, 'classification.en.open.v1');
      assert.equal(user.split('{input}').length, 2);
    }
  });
});
