import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  answerText,
  canonicalQuestion,
  digestWords,
  questionText,
} from '../../../../datasets/fingerprint/content.ts';
import type { DatasetRecord, Message } from '../../../../pipeline/contracts/record.ts';

const record = (...turns: [Message['role'], string][]): DatasetRecord => ({
  id: 'r',
  messages: turns.map(([role, content]) => ({ role, content })),
  label: null,
  split: null,
  source: null,
  meta: null,
});

describe('what a record asks', () => {
  it('is every turn but the answer, space apart', () => {
    const plain = canonicalQuestion(record(['user', '甲 乙'], ['assistant', '丙']));
    assert.equal(canonicalQuestion(record(['user', ' 甲\r\n\n乙 '], ['assistant', '丁'])), plain);
    assert.notEqual(canonicalQuestion(record(['user', '甲乙'], ['assistant', '丙'])), plain);
    assert.notEqual(canonicalQuestion(record(['system', '戊'], ['user', '甲 乙'])), plain);
  });

  it('cannot be forged by texts that look like turns', () => {
    const two = record(['user', '甲'], ['assistant', '乙'], ['user', '丙'], ['assistant', '答']);
    const one = record(['user', '甲\nassistant:1:乙\nuser:1:丙'], ['assistant', '答']);
    assert.notEqual(canonicalQuestion(two), canonicalQuestion(one));
  });

  it('has its text in the last user turn', () => {
    const asked = record(
      ['user', '前一題'],
      ['assistant', '前一答'],
      ['user', '判斷單位\n\n路燈不亮'],
      ['assistant', '工務局'],
    );
    assert.equal(questionText(asked), '判斷單位\n\n路燈不亮');
    assert.equal(answerText(asked), '工務局');
    assert.equal(answerText({ ...asked, label: '標籤' }), '標籤');
  });

  it('has a digest that is the same on every machine', () => {
    // First eight bytes of SHA-256("abc"): ba7816bf 8f01cfea.
    assert.deepEqual([...digestWords('abc').subarray(0, 2)], [0xbf1678ba, 0xeacf018f]);
  });
});
