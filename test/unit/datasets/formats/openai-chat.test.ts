import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf, lines, read } from '../reading.ts';

const user = { role: 'user', content: '路燈不亮' };
const assistant = { role: 'assistant', content: '工務局 ' };

describe('OpenAI chat', () => {
  it('takes the conversation as it stands, the last answer as label', async () => {
    const messages = [{ role: 'developer', content: '判斷單位' }, user, assistant];
    const { records, report } = await read(lines({ messages }));
    assert.equal(report.format, 'openai_chat');
    assert.equal(report.has_instruction, true);
    assert.deepEqual(records[0]!.messages, [{ role: 'system', content: '判斷單位' }, user, assistant]);
    assert.equal(records[0]!.label, '工務局');
    assert.deepEqual(JSON.parse(records[0]!.meta!), {
      _form: { format: 'openai_chat', messages: [{ message: 0, role: 'developer' }] },
    });
  });

  it('keeps what else a message holds, beside the other columns', async () => {
    const messages = [
      { ...user, name: '王' },
      { ...assistant, weight: 1 },
    ];
    const { records } = await read(lines({ messages, source: 'hotline' }));
    assert.deepEqual(JSON.parse(records[0]!.meta!), {
      source: 'hotline',
      _form: {
        format: 'openai_chat',
        messages: [
          { message: 0, fields: { name: '王' } },
          { message: 1, fields: { weight: 1 } },
        ],
      },
    });
  });

  for (const [what, messages, code, field] of [
    ['no list', 'hello', 'INPUT_WRONG_TYPE', 'messages'],
    ['an empty list', [], 'INPUT_CHAT_TURNS', 'messages'],
    ['no user turn', [{ role: 'system', content: '甲' }, assistant], 'INPUT_CHAT_TURNS', 'messages'],
    ['a message that is no object', [user, '工務局'], 'INPUT_WRONG_TYPE', 'messages[1]'],
    ['a message without a role', [{ content: '甲' }, assistant], 'INPUT_MISSING_FIELD', 'messages[0].role'],
    [
      'content in parts',
      [{ role: 'user', content: [{ type: 'text' }] }, assistant],
      'INPUT_WRONG_TYPE',
      'messages[0].content',
    ],
    [
      'no content',
      [user, { role: 'assistant', tool_calls: [] }],
      'INPUT_MISSING_FIELD',
      'messages[1].content',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const fault = await faultOf(read(lines({ messages })));
      assert.equal(fault.code, code);
      assert.deepEqual(fault.place, { file: 'dataset', line: 1, field });
    });
  }
});
