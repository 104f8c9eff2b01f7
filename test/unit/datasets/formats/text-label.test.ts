import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf, lines, read } from '../reading.ts';

describe('text and label', () => {
  it('reads text and label', async () => {
    const { records, report } = await read('text,label\n路燈不亮, 工務局 \n');
    assert.deepEqual(records[0], {
      id: 'line:2',
      messages: [
        { role: 'user', content: '路燈不亮' },
        { role: 'assistant', content: ' 工務局 ' },
      ],
      label: '工務局',
      split: null,
      source: 'upload',
      meta: null,
    });
    assert.equal(report.has_instruction, false);
  });

  it('reads target in the place of label, and keeps it where both are there', async () => {
    const target = await read(lines({ text: '甲', target: '乙' }));
    assert.equal(target.records[0]!.label, '乙');
    const both = await read(lines({ text: '甲', label: '乙', target: 3 }));
    assert.equal(both.records[0]!.label, '乙');
    assert.equal(both.records[0]!.meta, '{"target":3}');
  });

  it('takes whole numbers for labels when all of them are', async () => {
    const { records } = await read(lines({ text: '甲', label: 0 }, { text: '乙', label: 12 }));
    assert.deepEqual(
      records.map(({ label }) => label),
      ['0', '12'],
    );
    const mixed = await faultOf(read(lines({ text: '甲', label: '0' }, { text: '乙', label: 12 })));
    assert.equal(mixed.code, 'INPUT_WRONG_TYPE');
    assert.deepEqual([mixed.place?.line, mixed.expected, mixed.found], [2, 'string', 'number']);
  });

  it('refuses labels that are neither', async () => {
    for (const label of [true, 1.5, ['甲'], null]) {
      assert.equal((await faultOf(read(lines({ text: '甲', label })))).code, 'INPUT_WRONG_TYPE');
    }
  });
});
