import assert from 'node:assert/strict';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { IntakeReport } from '../../../../pipeline/contracts/data-reports.ts';
import { IntakeFacts } from '../../../../reports/components/intake-facts.tsx';
import { readerOf } from '../../../../reports/reader.ts';
import { intakeSchema } from '../../../../reports/schema/data-schema.ts';

const refused = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    document: `<密${n}>.di`,
    code: 'DOCUMENT_CLASSIFIED',
    reason: { 'zh-TW': '標示密等為「密」', en: 'marked 密' },
    advice: { 'zh-TW': '', en: '' },
  }));

const intake = (count: number): IntakeReport => ({
  format: 'documents',
  container: 'zip',
  encoding: 'utf-8',
  bom: false,
  records: 0,
  bytes: 2048,
  language: 'zh-TW',
  han_share: 0.9,
  has_instruction: false,
  has_split_column: false,
  documents: {
    read: 1234,
    formats: { di: 1200, docx: 34 },
    official: 1200,
    sections: 5600,
    passages: 7800,
    characters: 910_000,
    refused: refused(count),
    passed_over: ['.DS_Store'],
  },
});

describe('what a report says of documents', () => {
  const page = (language: 'zh-TW' | 'en', count: number): string =>
    render(h(IntakeFacts, { intake: intake(count), reader: readerOf(language, 'zh-TW', []) }));

  it('their number by format, sections and passages, in both languages', () => {
    const zh = page('zh-TW', 0);
    assert.match(zh, /<dt>讀入文件數<\/dt><dd>1,234<\/dd>/);
    assert.match(zh, /DI 1,200 · DOCX 34/);
    assert.doesNotMatch(zh, /未採用/);
    const en = page('en', 0);
    assert.match(en, /<dt>Documents read<\/dt><dd>1,234<\/dd>/);
    assert.match(en, /<dt>Passages<\/dt><dd>7,800<\/dd>/);
  });

  it('the refused ones with their reasons, escaped, and no more than a page can hold', () => {
    const zh = page('zh-TW', 25);
    assert.match(zh, /有 25 份文件未採用/);
    assert.match(zh, /&lt;密0(?:&gt;|>)\.di<\/bdi> 標示密等為「密」/);
    assert.equal(zh.match(/<li>/g)?.length, 20);
    assert.match(zh, /另有 5 份/);
    assert.match(page('en', 25), /… and 5 more/);
  });

  it('is in the published schema', () => {
    assert.deepEqual(intakeSchema.parse(intake(2)), intake(2));
    assert.ok(!intakeSchema.safeParse({ ...intake(0), documents: { read: 'many' } }).success);
  });
});
