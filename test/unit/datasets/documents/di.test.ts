import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf } from '../reading.ts';
import { outline, read, sample } from './reading.ts';

const official = async (name: string) => (await read(sample(name), { name })).official!;

describe('official documents of the electronic exchange', () => {
  it('a letter: head, nested items, who gets it', async () => {
    const document = await read(sample('letter.di'), { name: 'letter.di' });
    const fields = document.official!;
    assert.equal(document.format, 'di');
    assert.equal(fields.kind, '函');
    assert.deepEqual(fields.issuers, [{ name: '青川市政府環境維護局', code: '387040000G' }]);
    assert.equal(fields.address, '700401青川市文林區河岸路二段18號');
    assert.equal(fields.contacts.length, 3);
    assert.deepEqual(fields.recipient, { name: '青川市各區公所' });
    assert.deepEqual(fields.date, { text: '中華民國114年9月3日', iso: '2025-09-03' });
    assert.deepEqual(fields.numbers, [
      { text: '青環清字第1140021873號', word: '青環清', year: '114', serial: '0021873' },
    ]);
    assert.equal(fields.urgency, '速件');
    assert.equal(fields.secrecy, null);
    assert.deepEqual(fields.attachments?.files, [
      '387040000G_1140021873_ATTACH1.pdf',
      '387040000G_1140021873_ATTACH2.odt',
    ]);
    assert.match(fields.subject!, /^檢送「.*」1份，請貴所配合辦理並於期限內回報，請查照。$/);
    assert.equal(document.title, fields.subject);
    const [explanation, measures] = fields.sections;
    assert.equal(explanation!.name, '說明');
    assert.deepEqual(
      explanation!.items.map(({ mark, items }) => [mark, items.map((item) => item.mark)]),
      [
        ['一、', []],
        ['二、', ['(一)', '(二)', '(三)']],
        ['三、', []],
      ],
    );
    assert.equal(explanation!.items[1]!.items[1]!.items[1]!.text, '11月至12月每2週至少1次。');
    assert.equal(measures!.name, '辦法');
    assert.deepEqual(
      fields.originals.map(({ name }) => name),
      ['青川市文林區公所', '青川市北屏區公所', '青川市安禾區公所'],
    );
    assert.deepEqual(fields.copies, [
      { name: '青川市政府衛生維護局', withAttachments: true },
      { name: '本局環境清潔科' },
    ]);
    assert.deepEqual(fields.signatures, ['局長　沈柏勳']);
  });

  it('parts are laid out as printed and keep their sections', async () => {
    const lines = outline(await read(sample('letter.di')));
    assert.equal(lines[0], 'heading 青川市政府環境維護局 函');
    assert.ok(lines.includes('field 發文字號：青環清字第1140021873號'));
    assert.ok(lines.includes('list_item [說明/二、/(二)/1、] 1、9月至10月每週至少1次。'));
    assert.ok(lines.includes('field 副本：青川市政府衛生維護局（含附件）、本局環境清潔科'));
  });

  it('a note in Big5, its numbers in full-width digits, its date in Chinese ones', async () => {
    const { official: fields, metadata } = await read(sample('note.big5.di'));
    assert.equal(metadata.encoding, 'big5');
    assert.equal(fields!.kind, '書函');
    assert.equal(fields!.date?.iso, '2014-05-19');
    assert.deepEqual(fields!.numbers[0], {
      text: '水圖推字第103000412號',
      word: '水圖推',
      year: '103',
      serial: '000412',
    });
    assert.equal(fields!.attachments, null);
    assert.deepEqual(fields!.sections[0]!.items, []);
    assert.match(fields!.sections[0]!.text, /^復貴校103年5月12日/);
  });

  it('an order to a person', async () => {
    const fields = await official('order.di');
    assert.equal(fields.kind, '獎懲令');
    assert.deepEqual(fields.recipient, { name: '柯佑安科員', code: 'A99120000E' });
    assert.equal(fields.numbers[0]!.branch, '2');
    assert.equal(fields.sections[0]!.items.length, 3);
  });

  it('a public notice', async () => {
    const fields = await official('notice.di');
    assert.equal(fields.kind, '公告');
    assert.deepEqual(
      fields.sections.map(({ name }) => name),
      ['依據', '公告事項'],
    );
    assert.deepEqual(fields.attachments?.files, ['預告草案總說明.pdf']);
    assert.equal(fields.recipient, null);
  });

  it('notices of a meeting and of an inspection', async () => {
    const meeting = await official('meeting.di');
    assert.equal(meeting.kind, '開會通知單');
    assert.equal(meeting.subject, meeting.meeting!.reason);
    assert.deepEqual(meeting.meeting!.times, ['中華民國114年6月18日(星期三)下午2時30分']);
    assert.equal(meeting.meeting!.attendees.length, 3);
    assert.equal(meeting.sections[0]!.name, '備註');
    assert.equal(meeting.secrecy, null, '普通 among the terms');
    const inspection = await official('inspection.di');
    assert.equal(inspection.kind, '會勘通知單');
    assert.equal(inspection.meeting!.times.length, 2);
    assert.deepEqual(inspection.numbers, [
      { text: '北區工字第1140930077號', word: '北區工', serial: '1140930077' },
    ]);
    assert.ok(
      outline(await read(sample('inspection.di'))).some((line) => line.startsWith('paragraph [會勘地點]')),
    );
  });

  it('a proposal, which has no word in its number yet', async () => {
    const fields = await official('proposal.di');
    assert.equal(fields.kind, '簽');
    assert.deepEqual(fields.issuers, [{ name: '青川市立美術館典藏組' }]);
    assert.deepEqual(fields.numbers, [{ text: '1140001288', year: '114', serial: '0001288' }]);
    assert.equal(fields.date?.iso, '2025-04-22');
    assert.deepEqual(
      fields.sections.map(({ name }) => name),
      ['說明', '擬辦'],
    );
    assert.deepEqual(fields.signatures, ['組長　副館長　館長']);
  });

  it('elements that the format does not know are kept as fields', async () => {
    const text = sample('order.di').toString('utf8').replace('<主旨>', '<業務類別>23</業務類別><主旨>');
    assert.ok(outline(await read(text)).includes('field 業務類別：23'));
  });

  it('a marked one is refused with its grade and terms, and read where that is allowed', async () => {
    const fault = await faultOf(read(sample('classified.di'), { name: 'classified.di' }));
    assert.equal(fault.code, 'DOCUMENT_CLASSIFIED');
    assert.equal(fault.params?.level, '機密');
    assert.equal(fault.place?.file, 'classified.di');
    assert.equal(fault.place?.field, '密等及解密條件或保密期限');
    assert.equal(fault.found, '機密　本件於119年7月15日解密');
    const { secrecy } = await read(sample('classified.di'), { allowClassified: true });
    assert.deepEqual(secrecy, { level: '機密', mark: '機密　本件於119年7月15日解密' });
  });

  for (const [what, field, level] of [
    [
      'the tag of 2002',
      '<密等及解密條件><密等 代碼="密"/><解密條件>附件抽存後解密</解密條件></密等及解密條件>',
      '密',
    ],
    [
      'the grade among the terms',
      '<密等及解密條件或保密期限><密等/><解密條件或保密期限>極機密</解密條件或保密期限></密等及解密條件或保密期限>',
      '極機密',
    ],
    [
      'the grade as text',
      '<密等及解密條件或保密期限><密等>密</密等><解密條件或保密期限/></密等及解密條件或保密期限>',
      '密',
    ],
    [
      'terms alone',
      '<密等及解密條件或保密期限><密等/><解密條件或保密期限>本件至公布時解密</解密條件或保密期限></密等及解密條件或保密期限>',
      '密',
    ],
  ] as const) {
    it(`a mark in ${what}`, async () => {
      const text = sample('classified.di')
        .toString('utf8')
        .replace(/<密等及[\s\S]*<\/密等及[^>]*>/, field);
      const { secrecy } = await read(text, { allowClassified: true });
      assert.equal(secrecy?.level, level);
    });
  }

  it('a mark in the word of the number', async () => {
    const text = sample('letter.di').toString('utf8').replace('青環清字', '青環密字');
    assert.equal((await faultOf(read(text))).code, 'DOCUMENT_CLASSIFIED');
  });
});
