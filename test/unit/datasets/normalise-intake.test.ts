import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lines, read } from './reading.ts';

const row = {
  id: 'Ａ１',
  text: '⽅先生，電話０２－２３４５６７８９',
  label: '民政局(戶政科)',
  remark: 'ＡＢＣ',
};

describe('variant forms at intake', () => {
  it('are unified in texts and labels and counted; ids and further columns stay', async () => {
    const { records, report } = await read(lines({ ...row, id: 'r0', text: '路燈', label: '工務局' }, row), {
      normalise: true,
    });
    const { id, messages, label, meta } = records[1]!;
    assert.equal(id, 'Ａ１');
    assert.equal(messages[0]!.content, '方先生，電話02-23456789');
    assert.equal(messages[1]!.content, '民政局（戶政科）');
    assert.equal(label, '民政局（戶政科）');
    assert.deepEqual(JSON.parse(meta!), { remark: 'ＡＢＣ' });
    assert.deepEqual(report.normalised, { texts: 2, first: 'line:2' });
  });

  it('stay unless it is asked for', async () => {
    const { records, report } = await read(lines(row));
    assert.equal(records[0]!.messages[0]!.content, row.text);
    assert.equal(records[0]!.label, row.label);
    assert.equal(report.normalised, undefined);
  });

  it('stay in garbled text, which could not be repaired without them', async () => {
    const garbled = new TextDecoder('shift_jis').decode(
      Buffer.from('本市路燈故障多日，夜間行人眾多，恐生危險，請儘速派員修復。'),
    );
    assert.match(garbled, /[\uff61-\uff9f]/);
    const { records } = await read(lines({ text: garbled, label: '工務局' }), { normalise: true });
    assert.equal(records[0]!.messages[0]!.content, garbled.normalize('NFC'));
  });
});
