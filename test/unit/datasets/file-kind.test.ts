import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fileKind } from '../../../datasets/file-kind.ts';
import { isSpreadsheetMarkup, markupKind } from '../../../datasets/markup.ts';
import { zipOf } from '../../fixtures/documents/build-zip.ts';
import { faultOf, read } from './reading.ts';

const EXCEL = 'xmlns:x="urn:schemas-microsoft-com:office:excel"';

/** What people upload in the belief that it is a table, and by what name they are told. */
const FILES: readonly (readonly [kind: string, content: string | Buffer])[] = [
  ['XLS / DOC', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex')],
  ['RTF', '{\\rtf1\\ansi 甲}'],
  ['GIF', 'GIF89a…'],
  ['PNG', Buffer.from('89504e470d0a1a0a0000', 'hex')],
  ['JPEG', Buffer.from('ffd8ffe000104a46', 'hex')],
  ['TIFF', 'II*\0\x08\0\0\0'],
  ['7z', Buffer.from('377abcaf271c0004', 'hex')],
  ['RAR', 'Rar!\x1a\x07\x01\0'],
  ['xz', Buffer.from('fd377a585a000004', 'hex')],
  ['bzip2', Buffer.from('425a68393141592653590000', 'hex')],
  ['lz4', Buffer.from('04224d1864409a', 'hex')],
  ['SQLite', 'SQLite format 3\0'],
  ['Avro', 'Obj\x01\x04'],
  ['HDF5', Buffer.from('894844460d0a1a0a', 'hex')],
  ['NumPy', Buffer.from('934e554d50590100', 'hex')],
  ['pickle', Buffer.from('8004958b00000000000000', 'hex')],
  ['PDF', '\n\n%PDF-1.7\n1 0 obj'],
  ['HTML', '<!DOCTYPE html><html><body><table><tr><td>text</td></tr></table>'],
  ['HTML', '<table border=1><tr><th>text</th><th>label</th></tr></table>'],
  ['XLS (HTML)', `<html ${EXCEL}><body><table></table></body></html>`],
  ['XLS (XML)', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'],
  ['XML', '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<data><row/></data>'],
  ['ODS / ODT', zipOf([{ name: 'content.xml', content: '<office:document-content/>' }])],
  ['Apple Numbers / Pages', zipOf([{ name: 'Index/Document.iwa', content: 'x' }])],
  ['DOCX', zipOf([{ name: 'word/document.xml', content: '<w:document/>' }])],
  ['PPTX', zipOf([{ name: 'ppt/presentation.xml', content: '<p/>' }])],
  ['XLSB', zipOf([{ name: 'xl/workbook.bin', content: 'x' }])],
  ['ZIP', zipOf([{ name: 'data.csv', content: 'text,label\n甲,乙\n' }])],
];

describe('files that hold no records', () => {
  for (const [kind, content] of FILES) {
    it(`${kind} is called by its name, with what to save it as`, async () => {
      for (const plainText of ['refuse', 'auto'] as const) {
        const fault = await faultOf(read(content, { plainText }));
        assert.deepEqual([fault.code, fault.params], ['INPUT_NOT_TEXT', { kind }]);
      }
    });
  }

  it('are not seen in texts that speak of them', async () => {
    assert.equal(fileKind(Buffer.from('{"text":"檔頭為 %PDF-1.7","label":"甲"}')), null);
    const rows = ['GIF8,label', '<b>粗</b>,甲', 'Rar!,乙', '"%PDF-",丙'].join('\n');
    assert.equal((await read(`text,label\n${rows}\n`)).records.length, 4);
    assert.equal(markupKind('<公告>自即日起'), null);
    assert.equal(markupKind('<b>粗</b>'), null);
    assert.equal(isSpreadsheetMarkup(`標題 ${EXCEL}`), false);
  });
});
