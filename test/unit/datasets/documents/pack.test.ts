import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type DocumentIntakeOptions, readDocuments } from '../../../../datasets/documents/intake.ts';
import type { DocumentPassage } from '../../../../datasets/documents/passages.ts';
import { kindOfHead, kindOfZip } from '../../../../datasets/documents/upload-kind.ts';
import { bufferAccess, type RandomAccess } from '../../../../datasets/random-access.ts';
import type { IntakeReport } from '../../../../pipeline/contracts/data-reports.ts';
import { docxOf, paragraph } from '../../../fixtures/documents/build-docx.ts';
import { pdfOf } from '../../../fixtures/documents/build-pdf.ts';
import { type ZipEntry, zipOf } from '../../../fixtures/documents/build-zip.ts';
import { codesOf, faultOf, random } from '../reading.ts';
import { sample } from './reading.ts';

async function taken(
  upload: Buffer | RandomAccess,
  options: Partial<DocumentIntakeOptions> = {},
): Promise<{ passages: DocumentPassage[]; report: IntakeReport }> {
  const passages: DocumentPassage[] = [];
  const source = readDocuments(Buffer.isBuffer(upload) ? bufferAccess(upload) : upload, {
    file: 'dataset',
    kind: 'pack',
    allowClassified: false,
    passageCharacters: 400,
    ...options,
  });
  for (;;) {
    const next = await source.next();
    if (next.done) return { passages, report: next.value };
    passages.push(...next.value);
  }
}

const letter: ZipEntry = { name: '公文/函.di', content: sample('letter.di') };
const classified: ZipEntry = { name: '公文/密.di', content: sample('classified.di') };
const handbook: ZipEntry = {
  name: 'handbook.md',
  content: '# 手冊\n\n## 借閱\n\n每次以五冊為限。\n\n## 歸還\n\n逾期者暫停借閱。\n',
};

describe('a pack of documents', () => {
  it('gives the passages of each, with the place that they stand at, in order of names', async () => {
    const { passages, report } = await taken(zipOf([handbook, letter]));
    assert.deepEqual([...new Set(passages.map(({ document }) => document))], ['handbook.md', '公文/函.di']);
    assert.equal(new Set(passages.map(({ id }) => id)).size, passages.length);
    const [first] = passages;
    assert.deepEqual(first, {
      id: 'handbook.md/手冊/1',
      document: 'handbook.md',
      section: '手冊',
      kind: 'document',
      text: String(handbook.content).trim(),
      start: 0,
      end: String(handbook.content).trim().length,
      language: 'zh-TW',
    });
    assert.deepEqual(
      [report.format, report.container, report.records, report.language, report.encoding],
      ['documents', 'zip', 0, 'zh-TW', 'utf-8'],
    );
    const { formats, read, official, passages: count, refused } = report.documents!;
    assert.deepEqual([formats, read, official, count], [{ di: 1, markdown: 1 }, 2, 1, passages.length]);
    assert.deepEqual(refused, []);
    // 手冊 with its two sections; 主旨, 說明 and 辦法 with their items and the items inside these.
    assert.equal(report.documents!.sections, 3 + 11);
  });

  it('keeps the sections of official documents apart', async () => {
    const { passages } = await taken(zipOf([letter]), { passageCharacters: 20_000 });
    assert.deepEqual(
      passages.map(({ section, kind }) => `${kind} ${section}`),
      ['official ', 'official 主旨', 'official 說明', 'official 辦法', 'official '],
    );
    assert.match(passages[1]!.text, /^主旨：/);
    assert.deepEqual(
      passages.filter(({ section }) => section === '').map(({ id }) => id),
      ['公文/函.di//1', '公文/函.di//2'],
    );
  });

  it('refuses a marked document and says why, and takes the others; takes it where that is allowed', async () => {
    const pack = zipOf([letter, classified]);
    const { passages, report } = await taken(pack);
    assert.ok(passages.length > 0 && passages.every(({ document }) => document === letter.name));
    const [refused] = report.documents!.refused;
    assert.deepEqual([refused!.document, refused!.code], ['公文/密.di', 'DOCUMENT_CLASSIFIED']);
    assert.match(refused!.reason['zh-TW'], /密/);
    assert.match(refused!.reason.en, /classified/);
    assert.match(refused!.advice['zh-TW'], /allow_classified/);
    const allowed = await taken(pack, { allowClassified: true });
    assert.deepEqual([allowed.report.documents!.read, allowed.report.documents!.refused], [2, []]);
  });

  it('tells every other document that it cannot take, and what no person put there', async () => {
    const { report } = await taken(
      zipOf([
        letter,
        { name: '掃描.pdf', content: pdfOf([['頁']]) },
        { name: '鎖.pdf', content: pdfOf([['內容']], { password: 'x' }) },
        { name: 'data.csv', content: 'text,label\na,b\n' },
        { name: 'inner.zip', content: zipOf([letter]) },
        { name: 'secret.txt', content: 'x', encrypted: true },
        { name: '.DS_Store', content: 'x' },
        { name: '__MACOSX/函.di', content: 'x' },
        { name: '公文/', content: '' },
        { name: '~$函.docx', content: 'x' },
      ]),
    );
    assert.deepEqual(
      report.documents!.refused.map(({ document, code }) => `${document} ${code}`),
      [
        'data.csv DOCUMENT_RECORDS',
        'inner.zip DOCUMENT_FORMAT',
        'secret.txt DOCUMENT_ENCRYPTED',
        '掃描.pdf DOCUMENT_SCANNED',
        '鎖.pdf DOCUMENT_ENCRYPTED',
      ],
    );
    assert.deepEqual(report.documents!.passed_over, ['.DS_Store', '__MACOSX/函.di', '~$函.docx']);
  });

  it('is refused as a whole where no document can be taken, with the fault of each', async () => {
    const fault = await faultOf(taken(zipOf([classified])));
    assert.deepEqual([fault.code, fault.place?.file], ['DOCUMENT_CLASSIFIED', classified.name]);
    const two = zipOf([classified, { name: 'a.csv', content: 'x' }]);
    assert.deepEqual(await codesOf(taken(two)), ['DOCUMENT_RECORDS', 'DOCUMENT_CLASSIFIED']);
    assert.equal((await faultOf(taken(zipOf([{ name: '.hidden', content: 'x' }])))).code, 'DOCUMENT_NONE');
  });

  it('is read piece by piece: of a pack of many only one document is held', async () => {
    const next = random(20251122);
    const digits = (): string => Array.from({ length: 2_000 }, () => next().toString(36).slice(2)).join('。');
    const entries = Array.from({ length: 12 }, (_, n) => ({
      name: `${n}.txt`,
      content: `第${n}份文件。${digits()}`,
    }));
    const pack = zipOf(entries);
    let most = 0;
    const access: RandomAccess = {
      size: pack.length,
      async read(start, end) {
        most = Math.max(most, end - start);
        return pack.subarray(start, end);
      },
    };
    const { report } = await taken(access);
    assert.equal(report.documents!.read, 12);
    assert.ok(most <= pack.length / 2, `${most} of ${pack.length}`);
  });

  it('is refused where it is a bomb, damaged, or names a file twice', async () => {
    const spaces = ' '.repeat(300_000);
    const bomb = zipOf([
      { name: 'a.txt', content: `甲${spaces}` },
      { name: 'b.txt', content: `乙${spaces}` },
    ]);
    const fault = await faultOf(taken(bomb, { packLimits: { freeBytes: 400_000 } }));
    assert.deepEqual([fault.code, fault.params?.limit], ['DOCUMENT_EXPANDS_TOO_FAR', 400_000]);
    const large = zipOf([letter, { name: 'a.txt', content: spaces }]);
    assert.deepEqual(
      (await taken(large, { packLimits: { bytes: 200_000 } })).report.documents!.refused.map(
        ({ document, code }) => `${document} ${code}`,
      ),
      ['a.txt DOCUMENT_TOO_LARGE'],
    );
    const cut = zipOf([letter]).subarray(0, -10);
    assert.equal((await faultOf(taken(cut))).code, 'DOCUMENT_DAMAGED');
    assert.equal((await faultOf(taken(zipOf([letter, letter])))).code, 'DOCUMENT_DAMAGED');
    const flipped = zipOf([{ name: 'a.txt', content: '甲乙丙丁' }, letter]);
    flipped[14]! ^= 1;
    const central = flipped.lastIndexOf(
      Buffer.from('PK\x01\x02', 'latin1'),
      flipped.lastIndexOf('PK\x01\x02') - 1,
    );
    flipped[central + 16]! ^= 1;
    const { report } = await taken(flipped);
    assert.deepEqual(
      report.documents!.refused.map(({ document, code }) => `${document} ${code}`),
      ['a.txt DOCUMENT_DAMAGED'],
    );
  });

  it('names files as Windows in Taiwan wrote them', async () => {
    // 函.txt in Big5, without the mark of UTF-8.
    const name = Buffer.from('a8e7', 'hex');
    const plain = zipOf([{ name: 'XX.txt', content: '內容。' }]);
    for (let at = plain.indexOf('XX.txt'); at >= 0; at = plain.indexOf('XX.txt', at)) name.copy(plain, at);
    for (let at = plain.indexOf('PK'); at >= 0; at = plain.indexOf('PK', at + 1)) {
      if (plain[at + 2] === 3) plain.writeUInt16LE(0, at + 6);
      if (plain[at + 2] === 1) plain.writeUInt16LE(0, at + 8);
    }
    const { passages } = await taken(plain);
    assert.deepEqual(
      passages.map(({ document }) => document),
      ['函.txt'],
    );
  });
});

describe('what an upload holds', () => {
  const head = (content: string | Buffer) => kindOfHead(Buffer.from(content));

  it('is told by its head: pages, PDF and official documents by themselves, text as records', () => {
    assert.equal(head(pdfOf([['頁']])), 'document');
    assert.equal(head('<!DOCTYPE html><p>頁'), 'document');
    assert.equal(head(sample('letter.di').subarray(0, 4096)), 'document');
    assert.equal(head(sample('note.big5.di').subarray(0, 4096)), 'document');
    assert.equal(head(Buffer.from('\ufeff<html><p>頁', 'utf16le')), 'document');
    assert.equal(head(zipOf([letter])), 'zip');
    for (const records of [
      'text,label\na,b\n',
      '{"text":"<p>"}',
      '[{}]',
      '# 標題',
      '<p>一行</p>',
      '主旨：',
    ]) {
      assert.equal(head(records), 'records', records);
    }
  });

  it('is told of a ZIP by its directory', async () => {
    const kind = (bytes: Buffer) => kindOfZip(bufferAccess(bytes), 'dataset');
    assert.equal(await kind(docxOf({ body: paragraph('甲') })), 'document');
    assert.equal(await kind(zipOf([letter])), 'pack');
    assert.equal(await kind(zipOf([{ name: 'mimetype', content: 'application/epub+zip' }])), 'document');
    const types = '<a t="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>';
    assert.equal(await kind(zipOf([{ name: '[Content_Types].xml', content: types }])), 'records');
    assert.equal((await faultOf(kind(zipOf([])))).code, 'DOCUMENT_NONE');
  });
});
