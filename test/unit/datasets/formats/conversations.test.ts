import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf, lines, read } from '../reading.ts';

const system = { from: 'system', value: '判斷承辦單位' };
const human = { from: 'human', value: '路燈不亮' };
const gpt = { from: 'gpt', value: '工務局' };

describe('ShareGPT', () => {
  it('reads who says what, and the answer', async () => {
    const { records, report } = await read(lines({ conversations: [system, human, gpt] }));
    assert.equal(report.format, 'sharegpt');
    assert.deepEqual(records[0]!.messages, [
      { role: 'system', content: '判斷承辦單位' },
      { role: 'user', content: '路燈不亮' },
      { role: 'assistant', content: '工務局' },
    ]);
    assert.equal(records[0]!.label, '工務局');
  });

  it('takes a system text that stands beside the conversation', async () => {
    const { records } = await read(lines({ conversations: [human, gpt], system: '判斷承辦單位' }));
    assert.deepEqual(
      records[0]!.messages.map(({ role }) => role),
      ['system', 'user', 'assistant'],
    );
  });

  it('keeps calls of tools and what they answered in their place', async () => {
    const call = { from: 'function_call', value: '{"name":"lookup"}' };
    const seen = { from: 'observation', value: '{"unit":"工務局"}' };
    const { records } = await read(lines({ conversations: [human, call, seen, gpt] }));
    assert.deepEqual(
      records[0]!.messages.map(({ role }) => role),
      ['user', 'assistant', 'tool', 'assistant'],
    );
  });

  it('says where a speaker is none', async () => {
    const fault = await faultOf(read(lines({ conversations: [{ from: 'robot', value: '甲' }, gpt] })));
    assert.equal(fault.code, 'INPUT_CHAT_ROLE');
    assert.equal(fault.place?.line, 1);
    assert.equal(fault.place?.field, 'conversations[0].from');
  });
});

describe('prompt and completion', () => {
  it('reads texts and lists of messages', async () => {
    const text = await read(lines({ prompt: '路燈不亮', completion: '工務局' }));
    assert.equal(text.report.format, 'prompt_completion');
    assert.equal(text.records[0]!.label, '工務局');
    const list = await read(
      lines({
        prompt: [{ role: 'user', content: '路燈不亮' }],
        completion: [{ role: 'assistant', content: '工務局' }],
      }),
    );
    assert.deepEqual(list.records[0]!.messages, text.records[0]!.messages);
  });
});

describe('preference pairs', () => {
  it('reads the form of TRL: the chosen answer is learnt, the rejected one kept', async () => {
    const { records, report } = await read(
      lines({ prompt: '路燈不亮', chosen: '工務局', rejected: '民政局' }),
    );
    assert.equal(report.format, 'trl_preference');
    assert.equal(records[0]!.label, '工務局');
    assert.equal(JSON.parse(records[0]!.meta!).rejected, '民政局');
  });

  it('reads the form of OpenAI', async () => {
    const { records, report } = await read(
      lines({
        input: { messages: [{ role: 'user', content: '路燈不亮' }] },
        preferred_output: [{ role: 'assistant', content: '工務局' }],
        non_preferred_output: [{ role: 'assistant', content: '民政局' }],
      }),
    );
    assert.equal(report.format, 'openai_preference');
    assert.equal(records[0]!.messages[0]!.content, '路燈不亮');
    assert.equal(records[0]!.label, '工務局');
  });

  it('says what is missing', async () => {
    const fault = await faultOf(read(lines({ prompt: '路燈不亮', chosen: '工務局' })));
    assert.equal(fault.code, 'INPUT_MISSING_FIELD');
    assert.equal(fault.place?.field, 'rejected');
  });
});

describe('plain text', () => {
  it('is a record a line, or a paragraph where blank lines part it, when it is asked for', async () => {
    const linewise = await read('第一行\n第二行\n', { plainText: 'auto' });
    assert.equal(linewise.report.format, 'plain_text');
    assert.deepEqual(
      linewise.records.map(({ messages, label }) => [messages[0]!.content, label]),
      [
        ['第一行', null],
        ['第二行', null],
      ],
    );
    const paragraphs = await read('第一行\n第二行\n\n第三行\n', { plainText: 'auto' });
    assert.deepEqual(
      paragraphs.records.map(({ messages }) => messages[0]!.content),
      ['第一行\n第二行', '第三行'],
    );
  });

  it('is no dataset where answers are needed', async () => {
    assert.equal((await faultOf(read('第一行\n第二行\n'))).code, 'INPUT_UNKNOWN_FORMAT');
  });
});
