import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Masker, unmask } from '../../../../datasets/personal/mask.ts';
import { Conceal } from '../../../../datasets/quality/conceal.ts';
import { labelled } from '../records.ts';
import { named, refined } from './refined.ts';

const withMeta = (id: string, meta: unknown) => ({
  ...labelled(id, '路燈不亮', '工務局'),
  meta: JSON.stringify(meta),
});

describe('personal data in a record beside its texts', () => {
  it('is masked in further columns, at any depth, by the name of the column too', () => {
    const masker = new Masker();
    const conceal = new Conceal(masker, true);
    const { meta } = conceal.columns(
      withMeta('line:1', {
        姓名: '王小明',
        電話: '0912-345-678',
        行政區: '文林區',
        件數: 3,
        聯絡: [{ 手機: 912345678 }, { 備註: '同 0912345678' }],
      }),
    );
    assert.deepEqual(JSON.parse(meta!), {
      姓名: '〔姓名1〕',
      電話: '〔手機1〕',
      行政區: '文林區',
      件數: 3,
      聯絡: [{ 手機: 912345678 }, { 備註: '同 〔手機1〕' }],
    });
    assert.equal(masker.map.get('〔姓名1〕'), '王小明');
  });

  it('a number that says who somebody is becomes a placeholder; passwords are replaced too', () => {
    const conceal = new Conceal(new Masker(), true);
    const { meta } = conceal.columns(
      withMeta('line:1', { 信用卡號: 4111111111111111, 備註: 'password=Tr0ub4dor&3x' }),
    );
    const { 信用卡號: card, 備註: note } = JSON.parse(meta!);
    assert.equal(card, '〔信用卡1〕');
    assert.doesNotMatch(note, /Tr0ub4dor/);
    const open = new Conceal(new Masker(), false).columns(
      withMeta('line:1', { 備註: 'password=Tr0ub4dor&3x' }),
    );
    assert.match(open.meta!, /Tr0ub4dor/);
  });

  it('a column without personal data stays as it was written', () => {
    const record = withMeta('line:1', { 收文日: '2025-01-03', 局處: '工務局', n: 1.5 });
    assert.equal(new Conceal(new Masker(), true).columns(record), record);
  });

  it('an id is masked alike wherever it stands, and stays an id of its own', () => {
    const masker = new Masker();
    const conceal = new Conceal(masker, true);
    const id = (one: string) => conceal.named(labelled(one, 'x', 'y')).id;
    assert.equal(id('A123456789'), '〔身分證1〕');
    assert.equal(id('a123456789'), '〔身分證1〕-2');
    assert.equal(id('A123456789'), '〔身分證1〕');
    assert.equal(id('line:12'), 'line:12');
    assert.equal(id('case-0017'), 'case-0017');
    const made = withMeta('g1', { source_record: ['A123456789'] });
    assert.deepEqual(JSON.parse(conceal.columns(made).meta!), { source_record: ['〔身分證1〕'] });
    assert.equal(unmask('〔身分證1〕', masker.map), 'A123456789');
  });
});

describe('personal data in a label', () => {
  it('is masked in records of a test file, alike, but where the label is learnt', () => {
    const conceal = new Conceal(new Masker(), true);
    const whole = (id: string, label: string) => conceal.whole(labelled(id, '電話 0922-333-444', label));
    const [one, other] = [whole('a', '手機 0912-345-678'), whole('b', '手機 0912-345-678')];
    assert.equal(one.label, '手機 〔手機2〕');
    assert.equal(other.label, one.label);
    assert.equal(one.messages.at(-1)!.content, one.label);
    assert.equal(one.messages[0]!.content, '電話 〔手機1〕');
    conceal.columns(labelled('c', '請轉給他', '手機 0912-345-678'));
    assert.equal(whole('d', '手機 0912-345-678').label, '手機 0912-345-678');
  });

  const records = [
    labelled('a', '請轉給承辦人處理', '手機 0912-345-678'),
    labelled('b', '請轉給工務局，我的電話 0922-333-444', '工務局'),
    labelled('c', '這件請轉給同一位承辦人', '手機 0912-345-678'),
  ];

  it('holds the record back and is told by its kind; the other labels stay', async () => {
    const { kept, heldBack, findings } = await refined(records);
    assert.deepEqual(kept, ['b']);
    assert.deepEqual(heldBack, ['a', 'c']);
    assert.deepEqual(named(findings), ['a pii hold_back null', 'b pii fix null', 'c pii hold_back null']);
    assert.equal(findings[0]!.evidence, 'label: 手機 × 1');
    assert.doesNotMatch(JSON.stringify(findings), /0912|0922/);
  });

  it('is kept where a person wants the record kept, its texts masked nevertheless', async () => {
    const [record] = records;
    const told = (
      await refined([
        { ...record!, messages: [{ role: 'user', content: '電話 0922-333-444' }, record!.messages[1]!] },
      ])
    ).findings;
    const { records: kept } = await refined(
      [{ ...record!, messages: [{ role: 'user', content: '電話 0922-333-444' }, record!.messages[1]!] }],
      {},
      [],
      [
        {
          content: told[0]!.content,
          rule: null,
          action: 'keep',
          label: null,
          by: 'lin',
          reason: 'a public number',
        },
      ],
    );
    assert.equal(kept[0]!.label, '手機 0912-345-678');
    assert.equal(kept[0]!.messages[0]!.content, '電話 〔手機1〕');
  });
});
