import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf, lines, read } from '../reading.ts';

const one = async (row: unknown) => (await read(lines(row))).records[0]!;

describe('Alpaca', () => {
  it('puts instruction and input into one user turn, a blank line between', async () => {
    const record = await one({ instruction: '判斷單位', input: '路燈不亮', output: ' 工務局\n' });
    assert.deepEqual(record.messages, [
      { role: 'user', content: '判斷單位\n\n路燈不亮' },
      { role: 'assistant', content: ' 工務局\n' },
    ]);
    assert.equal(record.label, '工務局');
    assert.equal(record.source, 'upload');
  });

  it('keeps system and history as earlier turns', async () => {
    const record = await one({
      system: '你是承辦人',
      history: [['甲', '乙']],
      instruction: '丙',
      input: '',
      output: '丁',
    });
    assert.deepEqual(
      record.messages.map(({ role, content }) => `${role}:${content}`),
      ['system:你是承辦人', 'user:甲', 'assistant:乙', 'user:丙', 'assistant:丁'],
    );
  });

  it('takes blank and null optional fields as absent, in CSV too', async () => {
    const record = await one({
      instruction: '丙',
      input: ' ',
      output: '丁',
      system: '',
      history: null,
      id: null,
    });
    assert.equal(record.messages.length, 2);
    assert.equal(record.messages[0]!.content, '丙');
    const csv = 'instruction,input,output,system,history\n丙,戊,丁,,"[[""甲"",""乙""]]"\n丙,己,丁,,\n';
    const { records, report } = await read(csv);
    assert.equal(report.format, 'alpaca');
    assert.deepEqual(
      records.map(({ messages }) => messages.length),
      [4, 2],
    );
  });

  it('reads files whose records have no input at all', async () => {
    const { records, report } = await read(
      lines({ instruction: '甲', output: '乙' }, { instruction: '丙', output: '丁' }),
    );
    assert.equal(records[1]!.messages[0]!.content, '丙');
    assert.equal(report.has_instruction, true);
  });

  for (const [what, without] of [
    ['first', 1],
    ['last', 3],
  ] as const) {
    it(`misses the input of the ${what} record when the others have it`, async () => {
      const rows = [1, 2, 3].map((n) => ({
        instruction: '甲',
        output: '乙',
        ...(n !== without && { input: `${n}` }),
      }));
      const fault = await faultOf(read(lines(...rows)));
      assert.equal(fault.code, 'INPUT_MISSING_FIELD');
      assert.deepEqual(fault.place, { file: 'dataset', line: without, field: 'input' });
    });
  }

  it('needs an instruction in most records before it passes prompts through', async () => {
    const rows = ['判斷', '', ''].map((instruction, n) => ({ instruction, input: `第${n}件`, output: '甲' }));
    const { report, records } = await read(lines(...rows));
    assert.equal(report.has_instruction, false);
    assert.equal(records[1]!.messages[0]!.content, '第1件');
  });

  for (const [history, field] of [
    ['這不是清單', 'history'],
    [[['甲']], 'history[0]'],
    [
      [
        ['甲', '乙'],
        ['丙', 5],
      ],
      'history[1][1]',
    ],
  ] as const) {
    it(`refuses the history ${JSON.stringify(history)}`, async () => {
      const fault = await faultOf(one({ instruction: '甲', input: '', output: '乙', history }));
      assert.equal(fault.code, 'INPUT_WRONG_TYPE');
      assert.equal(fault.place?.field, field);
    });
  }
});
