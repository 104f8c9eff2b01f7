import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PERSONAL_KINDS } from '../../../../datasets/personal/kinds.ts';
import { Masker, unmask } from '../../../../datasets/personal/mask.ts';
import { drawFrom } from './draw.ts';
import { legalText } from './legal-texts.ts';
import { positivesOf } from './positives.ts';

const masked = (...texts: readonly string[]) => {
  const masker = new Masker();
  return texts.map((text) => masker.mask(text).text);
};

describe('masking personal data', () => {
  it('replaces each value by its kind and number', () => {
    const masker = new Masker();
    const { text, spans } = masker.mask('聯絡人：王小明，電話0912-345-678，身分證字號A123456789。');
    assert.equal(text, '聯絡人：〔姓名1〕，電話〔手機1〕，身分證字號〔身分證1〕。');
    assert.deepEqual(
      spans.map(({ kind, text: value, placeholder }) => [kind, value, placeholder]),
      [
        ['name', '王小明', '〔姓名1〕'],
        ['mobile', '0912-345-678', '〔手機1〕'],
        ['national_id', 'A123456789', '〔身分證1〕'],
      ],
    );
    assert.equal(unmask(text, masker.map), '聯絡人：王小明，電話0912-345-678，身分證字號A123456789。');
  });

  it('counts on through the dataset, and knows a value again', () => {
    assert.deepEqual(masked('電話0912-345-678', '電話0987-654-321', '電話0912-345-678'), [
      '電話〔手機1〕',
      '電話〔手機2〕',
      '電話〔手機1〕',
    ]);
  });

  const WRITTEN: Readonly<Record<string, readonly string[]>> = {
    手機: [
      '電話0912345678',
      '電話0912-345-678',
      '電話+886 912 345 678',
      '電話０９１２－３４５－６７８',
      '電話(+886)912345678',
    ],
    電話: ['電話02-2720-8889', '電話(02)27208889', '電話+886-2-2720-8889', '電話０２－２７２０８８８９'],
    身分證: [
      '身分證A123456789',
      '身分證a123456789',
      '身分證Ａ１２３４５６７８９',
      '身分證A123-456-789',
      '身分證A 123456789',
    ],
    地址: [
      '住臺北市大安區和平東路二段106號',
      '住台北市大安區和平東路2段106號',
      '住106台北市大安區和平東路二段一百零六號',
      '住台北市大安區和平東路２段１０６號',
    ],
    生日: [
      '生日：民國75年3月12日',
      '生日：1986/3/12',
      '生日：75.03.12',
      '生日：七十五年三月十二日',
      '生日：0750312',
    ],
    姓名: ['姓名：王小明', '姓名：王 小 明', '王小明先生來電'],
    信用卡: ['卡號4111111111111111', '卡號4111-1111-1111-1111', '卡號４１１１ １１１１ １１１１ １１１１'],
    電子郵件: ['信箱Wang@Example.org', '信箱wang@example.org', '信箱ｗａｎｇ＠ｅｘａｍｐｌｅ．ｏｒｇ'],
  };
  for (const [label, texts] of Object.entries(WRITTEN)) {
    it(`gives one ${label} one number, however it is written`, () => {
      for (const text of masked(...texts)) {
        assert.deepEqual(text.match(/〔[^〕]*〕/g), [`〔${label}1〕`], text);
      }
    });
  }

  it('tells extensions of one telephone apart', () => {
    assert.deepEqual(masked('電話02-27208889#12', '電話02-27208889#34', '電話(02)2720-8889分機12'), [
      '電話〔電話1〕',
      '電話〔電話2〕',
      '電話〔電話1〕',
    ]);
  });

  it('leaves alone what only looks like a placeholder, and passes over its number', () => {
    const masker = new Masker();
    const texts = ['見〔手機1〕一欄', '手機0912-345-678'];
    const results = texts.map((text) => masker.mask(text).text);
    assert.deepEqual(results, ['見〔手機1〕一欄', '手機〔手機2〕']);
    assert.deepEqual(
      results.map((text) => unmask(text, masker.map)),
      texts,
    );
  });

  it('keeps a text’s own placeholder apart from a value that has its number already', () => {
    const masker = new Masker();
    const texts = ['手機0912-345-678', '見〔手機1〕一欄，再見〔手機1〕', '手機0987-654-321與〔手機9〕'];
    const results = texts.map((text) => masker.mask(text).text);
    assert.deepEqual(results, [
      '手機〔手機1〕',
      '見〔手機2〕一欄，再見〔手機2〕',
      '手機〔手機3〕與〔手機9〕',
    ]);
    assert.deepEqual(
      results.map((text) => unmask(text, masker.map)),
      texts,
    );
  });

  it('leaves every own placeholder as it is when they were reserved', () => {
    const masker = new Masker();
    const texts = ['手機0912-345-678', '見〔手機1〕與〔手機2〕'];
    for (const text of texts) masker.reserve(text);
    assert.deepEqual(
      texts.map((text) => masker.mask(text).text),
      ['手機〔手機3〕', '見〔手機1〕與〔手機2〕'],
    );
  });

  it('gives the same masks for the same texts, and hides every value that is found', () => {
    const texts = PERSONAL_KINDS.flatMap((kind) => positivesOf(drawFrom(7), kind, 12)).map(
      ({ text }) => text,
    );
    const once = masked(...texts);
    assert.deepEqual(once, masked(...texts));
    const masker = new Masker();
    for (const text of texts) {
      const result = masker.mask(text);
      for (const span of result.spans)
        assert.ok(text.slice(span.start, span.end) === span.text && !result.text.includes(span.text), text);
    }
  });

  it('can be undone to the last character where values are written one way', () => {
    const draw = drawFrom(11);
    for (const kind of PERSONAL_KINDS) {
      for (const { text } of positivesOf(draw, kind, 20)) {
        const masker = new Masker();
        const result = masker.mask(`${text}〔姓名1〕${legalText(draw)}`);
        const again = result.spans.some((span) => masker.map.get(span.placeholder) !== span.text);
        if (!again)
          assert.equal(
            unmask(result.text, masker.map),
            `${text}〔姓名1〕${result.text.slice(result.text.lastIndexOf('〕') + 1)}`,
          );
      }
    }
  });
});
