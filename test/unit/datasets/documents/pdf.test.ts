import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type PdfOptions, pdfOf } from '../../../fixtures/documents/build-pdf.ts';
import { faultOf } from '../reading.ts';
import { outline, read, sample } from './reading.ts';

const LETTER = [
  '青川市政府　函',
  '受文者：文林區公所',
  '發文日期：中華民國114年9月3日',
  '發文字號：青環清字第1140021873號',
  '密等及解密條件或保密期限：普通',
  '主旨：檢送跨區協調會議之會議紀錄及附件各一份，請轉知所屬並請依說',
  '明辦理。',
  '說明：',
  '一、依據本府跨區協調會議決議辦理，並請依附件所列之期程確實完成各',
  '項工作。',
  '二、經費由各區公所支應。',
];
const pages = (...texts: readonly (readonly string[])[]) => texts;

describe('PDF', function () {
  // Loading pdf.js takes a while on a busy machine.
  this.timeout(60_000);

  it('lines become paragraphs, with their pages; official documents are known', async () => {
    const document = await read(pdfOf(pages(LETTER, ['第二頁的附註，供各單位參考。'])));
    assert.equal(document.format, 'pdf');
    assert.equal(document.metadata.pages, '2');
    const { official } = document;
    assert.equal(official!.kind, '函');
    assert.equal(official!.subject, '檢送跨區協調會議之會議紀錄及附件各一份，請轉知所屬並請依說明辦理。');
    assert.match(official!.sections[0]!.items[0]!.text, /確實完成各項工作。$/);
    assert.deepEqual(
      document.parts.map(({ place }) => place.page),
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
    );
    assert.ok(document.parts.at(-1)!.text.endsWith('第二頁的附註，供各單位參考。'));
  });

  it('pages of parts; headers, footers and numbers of pages are left out', async () => {
    const page = (n: number, text: string) => [
      '資料治理年報',
      text,
      '本段說明年度工作之執行情形。',
      `第 ${n} 頁，共 4 頁`,
    ];
    const document = await read(
      pdfOf(
        pages(
          page(1, '第一章　緣起'),
          page(2, '第二章　方法'),
          page(3, '第三章　結果'),
          page(4, '第四章　結論'),
        ),
      ),
    );
    assert.deepEqual(outline(document).slice(0, 4), [
      'heading [第一章 緣起] 第一章 緣起',
      'paragraph [第一章 緣起] 本段說明年度工作之執行情形。',
      'heading [第二章 方法] 第二章 方法',
      'paragraph [第二章 方法] 本段說明年度工作之執行情形。',
    ]);
    assert.deepEqual(
      document.parts.map(({ place }) => place.page),
      [1, 1, 2, 2, 3, 3, 4, 4],
    );
  });

  it('a paragraph that runs on over a page is one', async () => {
    const first = [
      '本計畫為改善資料品質而訂定，其內容包括盤點作業、分級作業以及跨機',
      '關之資料交換作業等三大部分，各部分之執行單位與期程均詳列於後附',
    ];
    const document = await read(pdfOf(pages(first, ['之計畫書中，請各單位確實依計畫辦理。', '另行通知。'])));
    assert.equal(document.parts[0]!.text.endsWith('均詳列於後附之計畫書中，請各單位確實依計畫辦理。'), true);
    assert.equal(document.parts.length, 2);
  });

  it('Latin words keep their spaces; a word broken at a line end is whole', async () => {
    const lines = [
      'This report describes how the data of the city are classified and which infor-',
      'mation may be published by the departments.',
    ];
    const { text } = await read(pdfOf(pages(lines), { font: 'latin', size: 11 }));
    assert.equal(
      text,
      'This report describes how the data of the city are classified and which information may be published by the departments.',
    );
  });

  for (const font of ['unicode', 'big5'] as const) {
    it(`text by a predefined map of ${font}, without one of the font's own`, async () => {
      const codes = {
        主: 'a544',
        旨: 'a6ae',
        '：': 'a147',
        請: 'bdd0',
        查: 'ac64',
        照: 'b7d3',
        '。': 'a143',
        說: 'bba1',
        明: 'a9fa',
        A: '41',
        '1': '31',
      };
      const { text } = await read(pdfOf(pages(['主旨：請查照A1。', '說明：請查照。']), { font, codes }));
      assert.equal(text, '主旨：請查照A1。\n說明：請查照。');
    });
  }

  const faults: readonly { what: string; options: PdfOptions; text: readonly string[][]; code: string }[] = [
    { what: 'a password', options: { password: 'geheim' }, text: [LETTER], code: 'DOCUMENT_ENCRYPTED' },
    { what: 'pictures alone', options: {}, text: [[], []], code: 'DOCUMENT_SCANNED' },
    { what: 'a stamp on each picture', options: {}, text: [['收文'], ['附件']], code: 'DOCUMENT_SCANNED' },
    { what: 'fonts that say nothing', options: { font: 'none' }, text: [LETTER], code: 'DOCUMENT_PDF_FONTS' },
  ];
  for (const { what, options, text, code } of faults) {
    it(`refuses ${what}`, async () => {
      const fault = await faultOf(read(pdfOf(text, options), { name: 'a.pdf' }));
      assert.equal(fault.code, code);
      assert.equal(fault.place?.file, 'a.pdf');
    });
  }

  it('radicals that browsers write in the place of characters are those characters', async () => {
    const radicals = { 文: '⽂', 日: '⽇', 民: '⺠', 長: '⻑', 方: '⽅', 人: '⼈', 工: '⼯', 一: '⼀' };
    const written = LETTER.map((line) =>
      Object.entries(radicals).reduce((text, [sign, radical]) => text.replaceAll(sign, radical), line),
    );
    assert.notDeepEqual(written, LETTER);
    const [document, plain] = [await read(pdfOf([written])), await read(pdfOf([LETTER]))];
    assert.equal(document.text, plain.text);
    assert.deepEqual(document.official, plain.official);
  });

  // Written by reportlab with Adobe's fonts for each script, by name alone.
  const written = {
    'msung-light': ['主旨：檢送跨區協調會議紀錄一份，請查照。', /經費由各區公所支應。$/],
    'stsong-light': ['关于加强数据安全管理工作的通知，请各单位遵照执行。', /保障数据安全，制定本办法。$/],
    'heiseimin-w3': [
      '個人情報の保護に関する基本方針について、次のとおり定める。',
      /適正な取扱いを目的とする。$/,
    ],
    'hysmyeongjo-medium': ['개인정보 보호에 관한 기본 방침을 다음과 같이 정한다.', /이용을 목적으로 한다.$/],
  } as const;
  for (const [font, map] of [
    ['msung-light', 'unicns-ucs2-h'],
    ['msung-light', 'eten-b5-h'],
    // What reportlab sets for this font by itself: the map of another collection than the font's.
    ['msung-light', 'unigb-ucs2-h'],
    ['stsong-light', 'unigb-ucs2-h'],
    ['stsong-light', 'gbk-euc-h'],
    ['heiseimin-w3', 'unijis-ucs2-h'],
    ['heiseimin-w3', '90ms-rksj-h'],
    ['hysmyeongjo-medium', 'uniks-ucs2-h'],
    ['hysmyeongjo-medium', 'kscms-uhc-h'],
  ] as const) {
    it(`${font} by ${map}`, async () => {
      const { text } = await read(sample(`cid-fonts/${font}.${map}.pdf`));
      const [first, last] = written[font];
      assert.equal(text.split('\n')[0], first);
      assert.match(text, last);
    });
  }

  it('numbers of a known collection are characters, without any map of the file', async () => {
    const text = '一乙丁七乃九了二人';
    // Adobe-CNS1 counts the first level of Big5 from 595 on.
    const codes = Object.fromEntries(
      Array.from(text, (one, n) => [one, (595 + n).toString(16).padStart(4, '0')]),
    );
    const document = await read(pdfOf([[text, text]], { font: 'numbers', codes }));
    assert.equal(document.text.replace(/\n/g, ''), text + text);
  });

  it('fonts by a map that nobody knows are told of, and are no scan', async () => {
    const bytes = pdfOf([LETTER], { font: 'unicode' })
      .toString('latin1')
      .replace('UniCNS-UCS2-H', 'UniXXX-UCS2-H');
    const fault = await faultOf(read(Buffer.from(bytes, 'latin1')));
    assert.equal(fault.code, 'DOCUMENT_PDF_FONTS');
  });

  it('a small file that keeps its reader busy is given up, and nothing is left running', async () => {
    const endless = pdfOf([['內容']], { drawn: 'q '.repeat(5_000_000) });
    assert.ok(endless.length < 20_000);
    const fault = await faultOf(read(endless, { limits: { seconds: 2 } }));
    assert.deepEqual([fault.code, fault.params?.seconds], ['DOCUMENT_TOO_COMPLEX', 2]);
  });

  it('a page without text among others is told of', async () => {
    const { metadata } = await read(pdfOf(pages(LETTER, [], LETTER)));
    assert.equal(metadata.pages_without_text, '2');
  });

  it('a damaged one is refused, junk before its head is passed over', async () => {
    const bytes = pdfOf(pages(LETTER));
    assert.equal((await faultOf(read(Buffer.from('%PDF-1.7\nnothing else')))).code, 'DOCUMENT_DAMAGED');
    assert.equal((await read(Buffer.concat([Buffer.from('\n\n'), bytes]))).official!.kind, '函');
  });

  it('a mark at the head of its first page, in its field or its title is a mark', async () => {
    const marked = ['機密', '年度資安檢討報告，供主管參考。'];
    assert.equal((await faultOf(read(pdfOf(pages(marked))))).code, 'DOCUMENT_CLASSIFIED');
    const field = LETTER.map((line) => line.replace('普通', '密（本件於115年12月31日解密）'));
    assert.equal((await faultOf(read(pdfOf(pages(field))))).params?.level, '密');
    const repeated = [1, 2, 3].map((n) => ['密件', `第${n}項工作之說明文字內容。`, '相關資料詳如附件所列。']);
    assert.equal((await faultOf(read(pdfOf(repeated)))).code, 'DOCUMENT_CLASSIFIED');
    const titled = pdfOf(pages(['年度資安檢討報告，供主管參考。']), { title: '【極機密】檢討報告' });
    assert.equal((await faultOf(read(titled))).params?.level, '極機密');
  });
});
