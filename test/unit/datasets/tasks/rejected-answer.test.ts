import assert from 'node:assert/strict';
import { rejectedAnswer } from '../../../../datasets/tasks/rejected-answer.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { lines, read } from '../reading.ts';

/** A record of one question and one answer, and what stands under `rejected`. */
function record(rejected: unknown, answer = '請洽工務局。', label: string | null = answer): DatasetRecord {
  const messages = [
    { role: 'user' as const, content: '路燈不亮' },
    { role: 'assistant' as const, content: answer },
  ];
  const meta = rejected === undefined ? null : JSON.stringify({ rejected });
  return { id: 'r', messages, label, split: null, source: 'upload', meta };
}

const turn = (role: string, content: unknown) => ({ role, content });

describe('the rejected answer of a record', () => {
  it('is a text, or the last of a list of turns, which may repeat the prompt', () => {
    assert.equal(rejectedAnswer(record(' 不知道。\n')), '不知道。');
    assert.equal(rejectedAnswer(record([turn('assistant', '不知道。')])), '不知道。');
    const whole = [turn('human', '路燈不亮'), turn('model', [{ type: 'text', text: '不知道。' }])];
    assert.equal(rejectedAnswer(record(whole)), '不知道。');
    assert.equal(rejectedAnswer(record([{ from: 'gpt', value: '不知道。' }])), '不知道。');
  });

  it('is none where there is none, or the same, or an answer to something else', () => {
    const other = [turn('user', '垃圾未清'), turn('assistant', '不知道。')];
    const longer = [turn('assistant', '嗯'), turn('user', '路燈不亮'), turn('assistant', '不知道。')];
    const none = [
      undefined,
      null,
      3,
      '',
      '  ',
      '請洽工務局。 ',
      [],
      [turn('user', '不知道。')],
      other,
      longer,
      [7],
    ];
    for (const value of none) assert.equal(rejectedAnswer(record(value)), null, JSON.stringify(value));
    assert.equal(rejectedAnswer({ ...record(undefined), meta: '{"note": "\\"rejected\\""}' }), null);
    assert.equal(rejectedAnswer(record('不知道。', '', null)), null, 'no answer to prefer');
  });

  it('has its characters in one form where the record’s answer has', () => {
    assert.equal(rejectedAnswer(record('不知道,第１案')), rejectedAnswer(record('不知道,第1案')));
    assert.equal(rejectedAnswer(record('第１案', '第２案請洽工務局')), '第１案');
  });

  it('is there in every form that is read', async () => {
    const rejected = '不知道。';
    const texts = await read(lines({ prompt: '路燈不亮', chosen: '請洽工務局。', rejected }));
    const lists = await read(
      lines({
        chosen: [turn('user', '路燈不亮'), turn('assistant', '請洽工務局。')],
        rejected: [turn('user', '路燈不亮'), turn('assistant', rejected)],
      }),
    );
    const openai = await read(
      lines({
        input: { messages: [turn('user', '路燈不亮')] },
        preferred_output: [turn('assistant', '請洽工務局。')],
        non_preferred_output: [turn('assistant', rejected)],
      }),
    );
    for (const { records } of [texts, lists, openai]) assert.equal(rejectedAnswer(records[0]!), rejected);
  });
});
