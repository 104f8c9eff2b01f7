import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DocumentLimits } from '../../../../datasets/documents/limits.ts';
import { docxOf, paragraph } from '../../../fixtures/documents/build-docx.ts';
import { pdfOf } from '../../../fixtures/documents/build-pdf.ts';
import { zipOf } from '../../../fixtures/documents/build-zip.ts';
import { faultOf } from '../reading.ts';
import { read, sample } from './reading.ts';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const MIB = 1024 * 1024;
const text = (...lines: readonly string[]): string => lines.join('\n');
const spaces = (count: number): string => ' '.repeat(count);

/** Kinds of bad document that no other test has: what the error must be. */
const cases: readonly {
  readonly what: string;
  readonly bytes: () => string | Uint8Array;
  readonly code: string;
  readonly limits?: Partial<DocumentLimits>;
  readonly kind?: string;
}[] = [
  { what: 'an empty file', bytes: () => '', code: 'INPUT_EMPTY_FILE' },
  { what: 'a file of spaces', bytes: () => ' \n\t\n\u3000', code: 'DOCUMENT_NO_TEXT' },
  {
    what: 'a page of nothing but a script',
    bytes: () => '<html><script>a()</script></html>',
    code: 'DOCUMENT_NO_TEXT',
  },
  { what: 'a DOCX without text', bytes: () => docxOf({ body: '' }), code: 'DOCUMENT_NO_TEXT' },
  { what: 'bytes in no encoding', bytes: () => Buffer.from('b4fafff0ff80e4', 'hex'), code: 'INPUT_ENCODING' },
  {
    what: 'a text with NUL',
    bytes: () => `${'這份文件的內容說明如下。'.repeat(20)}\0完。`,
    code: 'INPUT_NUL',
  },
  {
    what: 'too many bytes',
    bytes: () => '文字'.repeat(10),
    limits: { bytes: 40 },
    code: 'DOCUMENT_TOO_LARGE',
  },
  {
    what: 'too many characters',
    bytes: () => '文字'.repeat(10),
    limits: { characters: 19 },
    code: 'DOCUMENT_TOO_LONG',
  },
  {
    what: 'too many parts',
    bytes: () => text('甲', '', '乙', '', '丙', '', '丁'),
    limits: { parts: 3 },
    code: 'DOCUMENT_TOO_MANY_PARTS',
  },
  {
    what: 'a DOCX of too many paragraphs',
    bytes: () => docxOf({ body: paragraph('甲').repeat(20) }),
    limits: { parts: 10 },
    code: 'DOCUMENT_TOO_MANY_PARTS',
  },
  {
    what: 'a PDF of too many pages',
    bytes: () => pdfOf([['第一頁的文字內容說明'], ['第二頁的文字內容說明']]),
    limits: { pages: 1 },
    code: 'DOCUMENT_TOO_MANY_PAGES',
  },
  { what: 'HTML too deep', bytes: () => `<html>${'<div>'.repeat(100_000)}`, code: 'DOCUMENT_TOO_DEEP' },
  {
    what: 'a DOCX too deep',
    bytes: () => docxOf({ body: `${'<w:sdt>'.repeat(300)}${'</w:sdt>'.repeat(300)}` }),
    code: 'DOCUMENT_TOO_DEEP',
  },
  {
    what: 'a bomb',
    bytes: () => docxOf({ body: `<w:p><w:r><w:t>${spaces(40 * MIB)}</w:t></w:r></w:p>` }),
    code: 'DOCUMENT_EXPANDS_TOO_FAR',
  },
  {
    what: 'a bomb that claims to be small',
    bytes: () =>
      zipOf([
        { name: '[Content_Types].xml', content: spaces(20 * MIB), claimedSize: 100 },
        { name: 'word/document.xml', content: '<a/>' },
      ]),
    code: 'DOCUMENT_DAMAGED',
  },
  {
    what: 'too many files in a container',
    bytes: () => zipOf(Array.from({ length: 30 }, (_, n) => ({ name: `f${n}`, content: '' }))),
    limits: { entries: 20 },
    code: 'DOCUMENT_EXPANDS_TOO_FAR',
  },
  {
    what: 'an encrypted entry',
    bytes: () => zipOf([{ name: '[Content_Types].xml', content: 'x', encrypted: true }]),
    code: 'DOCUMENT_ENCRYPTED',
  },
  {
    what: 'an encrypted Office document',
    bytes: () => Buffer.concat([OLE, Buffer.alloc(1000), Buffer.from('EncryptedPackage', 'utf16le')]),
    code: 'DOCUMENT_ENCRYPTED',
  },
  {
    what: 'a DOCX cut off',
    bytes: () => docxOf({ body: paragraph('甲') }).subarray(0, -30),
    code: 'DOCUMENT_DAMAGED',
  },
  { what: 'a DOC', bytes: () => OLE, code: 'DOCUMENT_FORMAT', kind: 'DOC / XLS / PPT' },
  {
    what: 'a workbook',
    bytes: () => zipOf([{ name: '[Content_Types].xml', content: '<a t="spreadsheetml.sheet.main+xml"/>' }]),
    code: 'DOCUMENT_FORMAT',
    kind: 'XLSX',
  },
  {
    what: 'an ODT',
    bytes: () => zipOf([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' }]),
    code: 'DOCUMENT_FORMAT',
    kind: 'ODF (ODT / ODS / ODP)',
  },
  {
    what: 'a ZIP',
    bytes: () => zipOf([{ name: 'a.txt', content: '甲' }]),
    code: 'DOCUMENT_FORMAT',
    kind: 'ZIP',
  },
  { what: 'RTF', bytes: () => '{\\rtf1\\ansi text}', code: 'DOCUMENT_FORMAT', kind: 'RTF' },
  {
    what: 'a picture',
    bytes: () => Buffer.from('89504e470d0a1a0a0000', 'hex'),
    code: 'DOCUMENT_FORMAT',
    kind: 'PNG',
  },
  {
    what: 'a scan without its PDF',
    bytes: () => Buffer.from('49492a0008000000', 'hex'),
    code: 'DOCUMENT_FORMAT',
    kind: 'TIFF',
  },
];

describe('bad documents', () => {
  for (const { what, bytes, code, limits, kind } of cases) {
    it(`${what}: ${code}`, async () => {
      const fault = await faultOf(read(bytes(), { name: 'upload.bin', ...(limits ? { limits } : {}) }));
      assert.equal(fault.code, code);
      assert.equal(fault.place?.file, 'upload.bin');
      assert.equal(fault.status, 422);
      if (kind !== undefined) assert.equal(fault.params?.kind, kind);
    });
  }

  it('a marked text is refused with the line of its mark', async () => {
    const marked = sample('letter.txt').toString('utf8').replace('保密期限：', '保密期限：密');
    const fault = await faultOf(read(marked, { name: 'a.txt' }));
    assert.equal(fault.code, 'DOCUMENT_CLASSIFIED');
    assert.deepEqual(fault.place, { file: 'a.txt', line: 13, field: '密等及解密條件或保密期限' });
    assert.equal((await read(marked, { allowClassified: true })).secrecy?.line, 13);
  });

  it('runs of spaces, brackets and marks that patterns could lose their way in', async () => {
    for (const run of [
      ' ',
      '\n',
      '\t ',
      '　',
      '|',
      '#',
      '*',
      '-',
      '<!--',
      '(',
      '密',
      '一、',
      '主旨：',
      '第 1 條',
      '&',
      '["',
    ]) {
      const long = run.repeat(20_000);
      for (const around of ['', '主旨：', '# ', '<p>', '密等：', '- ']) {
        const document = await read(`內容${around}${long}x\n${around}${long}`, { allowClassified: true });
        assert.ok(document.text.length > 0);
      }
    }
  });
});
