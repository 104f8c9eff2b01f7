import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatCounter } from '../../../../datasets/documents/formats/docx-counters.ts';
import { docxOf, paragraph, table } from '../../../fixtures/documents/build-docx.ts';
import { zipOf } from '../../../fixtures/documents/build-zip.ts';
import { faultOf } from '../reading.ts';
import { outline, read } from './reading.ts';

const style = (id: string, name: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
const STYLES =
  style('1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
  style('2', 'heading 2') +
  style('a3', 'Title') +
  style('mine', 'mine', '<w:basedOn w:val="2"/>') +
  style('TOC1', 'toc 1');
const level = (ilvl: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING =
  `<w:abstractNum w:abstractNumId="0">${level(0, 'taiwaneseCountingThousand', '%1、')}${level(1, 'taiwaneseCountingThousand', '(%2)')}` +
  `${level(2, 'decimal', '%1.%2.%3').replace('</w:lvl>', '<w:isLgl/></w:lvl>')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '●')}</w:abstractNum>` +
  '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>' +
  '<w:num w:numId="7"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>';
const list = (id: number, ilvl = 0): string =>
  `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${id}"/></w:numPr>`;
const styled = (id: string): string => `<w:pStyle w:val="${id}"/>`;
const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

describe('DOCX', () => {
  it('headings by style, lists with their numbers, tables, notes, properties', async () => {
    const body =
      paragraph('資料治理報告', styled('a3')) +
      paragraph('目次一 ... 1', styled('TOC1')) +
      paragraph('緣起', styled('1')) +
      paragraph('依據會議決議', list(5)) +
      paragraph('第一小項', list(5, 1)) +
      paragraph('第二小項', list(5, 1)) +
      paragraph('細項', list(5, 2)) +
      paragraph('辦理方式', list(5)) +
      paragraph('重點', list(6)) +
      paragraph('範圍', styled('mine')) +
      table([
        ['項目', '金額'],
        ['設備', '1,000'],
      ]) +
      table([['只排版面的表格']]) +
      paragraph('另起', list(7)) +
      paragraph('結論', '<w:outlineLvl w:val="0"/>');
    const document = await read(
      docxOf({
        body,
        styles: STYLES,
        numbering: NUMBERING,
        footnotes: `<w:footnote w:id="1">${paragraph('註腳內容')}</w:footnote>`,
        core: '<dc:title>Microsoft Word - 文件1</dc:title><dc:creator>賀宇辰</dc:creator><dcterms:created>2025-01-02T03:04:05Z</dcterms:created>',
      }),
    );
    assert.equal(document.format, 'docx');
    assert.equal(document.title, '資料治理報告');
    assert.equal(document.metadata.author, '賀宇辰');
    assert.equal(document.metadata.created, '2025-01-02T03:04:05Z');
    const root = '資料治理報告';
    assert.deepEqual(outline(document), [
      `heading [${root}] ${root}`,
      `heading [${root}/緣起] 緣起`,
      `list_item [${root}/緣起] 一、依據會議決議`,
      `list_item [${root}/緣起] (一) 第一小項`,
      `list_item [${root}/緣起] (二) 第二小項`,
      `list_item [${root}/緣起] 1.2.1 細項`,
      `list_item [${root}/緣起] 二、辦理方式`,
      `list_item [${root}/緣起] 重點`,
      `heading [${root}/緣起/範圍] 範圍`,
      `table [${root}/緣起/範圍] 項目 | 金額 設備 | 1,000`,
      `paragraph [${root}/緣起/範圍] 只排版面的表格`,
      `list_item [${root}/緣起/範圍] 一、另起`,
      `heading [${root}/結論] 結論`,
      'note 註腳內容',
    ]);
  });

  it('leaves out what is deleted, hidden, an instruction or a double', async () => {
    const body =
      `<w:p>${run('甲')}<w:del>${run('刪').replaceAll('w:t', 'w:delText')}</w:del><w:ins>${run('乙')}</w:ins>` +
      `${run('隱', '<w:vanish/>')}${run('丙', '<w:vanish w:val="0"/>')}<w:r><w:instrText>PAGE</w:instrText></w:r>` +
      '<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>' +
      '<mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>' +
      `<w:r><w:tab/><w:t>丁</w:t><w:br/><w:t>戊</w:t></w:r></w:p>`;
    const { parts } = await read(docxOf({ body }));
    assert.deepEqual(
      parts.map(({ text }) => text),
      ['框', '甲乙丙\t丁\n戊'],
    );
  });

  it('reads another prefix for the namespace, and elements of others by their own names', async () => {
    const body = `${paragraph('甲')}<a:p xmlns:a="urn:a"><a:t>乙</a:t></a:p>`;
    const bytes = docxOf({ body });
    assert.equal((await read(bytes)).text, '甲');
    const renamed = `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>丙</x:t></x:r></x:p></x:body></x:document>`;
    const types =
      '<Types><Override PartName="/word/d.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
    const strict = zipOf([
      { name: '[Content_Types].xml', content: types },
      { name: 'word/d.xml', content: renamed },
    ]);
    assert.equal((await read(strict)).text, '丙');
  });

  it('official documents: the head in a table, items with automatic numbers', async () => {
    const body =
      paragraph('青川市政府　函') +
      table([
        ['受文者', '文林區公所'],
        ['發文日期', '中華民國114年9月3日'],
      ]) +
      paragraph('主旨：檢送會議紀錄，請查照。') +
      paragraph('說明：') +
      paragraph('依據會議決議辦理。', list(5)) +
      paragraph('期限為月底。', list(5));
    const { official, parts } = await read(docxOf({ body, numbering: NUMBERING }));
    assert.equal(official!.recipient?.name, '文林區公所');
    assert.equal(official!.date?.iso, '2025-09-03');
    assert.deepEqual(
      official!.sections[0]!.items.map(({ mark, text }) => mark + text),
      ['一、依據會議決議辦理。', '二、期限為月底。'],
    );
    assert.deepEqual(parts.at(-1)!.place.section, ['說明', '二、']);
  });

  it('a mark in a header is a mark; a header is no text', async () => {
    const open = docxOf({ body: paragraph('年度報告'), header: paragraph('青川市政府內部文件') });
    assert.equal((await read(open)).text, '年度報告');
    const marked = docxOf({ body: paragraph('年度報告'), header: paragraph('機密') });
    const fault = await faultOf(read(marked));
    assert.equal(fault.code, 'DOCUMENT_CLASSIFIED');
    assert.equal(fault.found, '機密');
    const field = docxOf({ body: table([['密等及解密條件或保密期限', '極機密']]) + paragraph('主旨：函') });
    assert.equal((await faultOf(read(field))).params?.level, '極機密');
  });

  it('refuses macros, whatever the file is called', async () => {
    const macro = 'application/vnd.ms-word.document.macroEnabled.main+xml';
    const named = docxOf({ body: paragraph('甲'), mainType: macro });
    assert.equal((await faultOf(read(named, { name: 'a.docx' }))).code, 'DOCUMENT_MACROS');
    const hidden = docxOf({ body: paragraph('甲'), more: [{ name: 'word/vbaProject.bin', content: 'x' }] });
    assert.equal((await faultOf(read(hidden))).code, 'DOCUMENT_MACROS');
  });

  it('follows nothing that lies outside', async () => {
    const relations =
      '<Relationships><Relationship Id="r1" TargetMode="External" Target="https://example.com/x" Type="attachedTemplate"/></Relationships>';
    const more = [{ name: 'word/_rels/document.xml.rels', content: relations }];
    const body = `${paragraph('甲')}<w:altChunk r:id="r1"/><w:subDoc r:id="r1"/>`;
    assert.equal((await read(docxOf({ body, more }))).text, '甲');
  });

  it('entities in one of its parts are refused with the part', async () => {
    const styles = '<!DOCTYPE a [<!ENTITY b "c">]><w:styles xmlns:w="a">&b;</w:styles>';
    const bytes = docxOf({ body: paragraph('甲'), more: [{ name: 'word/styles.xml', content: styles }] });
    const fault = await faultOf(read(bytes));
    assert.equal(fault.code, 'DOCUMENT_XML_ENTITY');
  });

  it('counters of the formats that Word offers', () => {
    const counted = (format: string, ...values: number[]) =>
      values.map((value) => formatCounter(value, format)).join(' ');
    assert.equal(
      counted('taiwaneseCountingThousand', 1, 10, 11, 20, 23, 105, 110, 1010),
      '一 十 十一 二十 二十三 一百零五 一百一十 一千零一十',
    );
    assert.equal(counted('ideographLegalTraditional', 1, 12, 20), '壹 拾貳 貳拾');
    assert.equal(counted('ideographTraditional', 1, 10, 11), '甲 癸 11');
    assert.equal(counted('upperRoman', 4, 9, 14, 40), 'IV IX XIV XL');
    assert.equal(counted('lowerLetter', 1, 26, 27), 'a z aa');
    assert.equal(counted('decimalFullWidth', 12), '１２');
    assert.equal(counted('ideographDigital', 103), '一〇三');
    assert.equal(counted('decimal', 7), '7');
  });
});
