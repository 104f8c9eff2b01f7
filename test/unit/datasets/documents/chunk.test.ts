import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chunkDocument } from '../../../../datasets/documents/chunk.ts';
import type { Document } from '../../../../datasets/documents/document.ts';
import { sentencesIn } from '../../../../datasets/documents/sentences.ts';
import { docxOf, paragraph } from '../../../fixtures/documents/build-docx.ts';
import { pdfOf } from '../../../fixtures/documents/build-pdf.ts';
import { random } from '../reading.ts';
import { read, sample } from './reading.ts';

/** Passages follow each other, lose nothing but white space, and are what the text holds at their places. */
function check(document: Document, maxCharacters: number): ReturnType<typeof chunkDocument> {
  const passages = chunkDocument(document, { maxCharacters });
  let last = 0;
  for (const { text, place } of passages) {
    assert.equal(document.text.slice(place.from, place.to), text);
    assert.ok(text.length <= Math.max(16, maxCharacters), `${text.length} of ${maxCharacters}`);
    assert.ok(place.from >= last);
    last = place.to;
  }
  const covered = document.parts.map(({ text }) => text).join('');
  assert.equal(
    passages
      .map(({ text }) => text)
      .join('')
      .replace(/\s/g, ''),
    covered.replace(/\s/g, ''),
  );
  return passages;
}

/** Sentences that a passage ends inside of, though they would fit into one. */
function broken(document: Document, ends: readonly number[], most: number): string[] {
  return document.parts.flatMap(({ text, place }) =>
    sentencesIn(text)
      .filter(({ from, to }) => to - from <= most)
      .filter(({ from, to }) => ends.some((end) => end > place.from + from && end < place.from + to))
      .map(({ from, to }) => text.slice(from, to)),
  );
}

describe('passages', () => {
  const files = ['letter.di', 'letter.txt', 'notice.di', 'meeting.di', 'draft.md', 'page.htm'];

  for (const file of files) {
    it(`of ${file}: exact places, whole sentences, at any length`, async () => {
      const document = await read(sample(file), { name: file });
      for (const most of [16, 40, 80, 150, 400, 5_000]) {
        const passages = check(document, most);
        const ends = passages.map(({ place }) => place.to);
        assert.deepEqual(broken(document, ends, most), []);
      }
      assert.equal(check(document, 100_000).length, 1);
    });
  }

  it('are cut where sections begin rather than between sentences', async () => {
    const section = (n: string): string => `## ${n}\n\n${`這是第${n}節的一句話。`.repeat(6)}\n\n`;
    const document = await read(`# 題\n\n${section('甲')}${section('乙')}${section('丙')}`);
    const passages = check(document, 90);
    assert.deepEqual(
      passages.map(({ place }) => place.section),
      [['題'], ['題', '乙'], ['題', '丙']],
    );
    assert.ok(passages[1]!.text.startsWith('## 乙'));
  });

  it('a heading is not left alone', async () => {
    const document = await read(`${'一句前文。'.repeat(8)}\n\n## 標題\n\n${'一句後文。'.repeat(8)}`);
    for (let most = 40; most < 90; most++) {
      for (const { text } of check(document, most)) assert.doesNotMatch(text, /標題\s*$/, `${most}: ${text}`);
    }
  });

  it('a sentence longer than allowed is cut at clauses, a word without any between characters', async () => {
    const document = await read(`${'前一個子句，後一個子句；'.repeat(6)}完。`);
    for (const { text } of check(document, 30).slice(0, -1)) assert.match(text, /[，；]$/);
    const emoji = await read('👩‍👩‍👧‍👦'.repeat(20));
    for (const { text } of check(emoji, 40)) assert.match(text, /^(?:👩‍👩‍👧‍👦)+$/u);
    for (const { text } of check(await read('無標點'.repeat(50)), 40)) assert.ok(text.length <= 40);
  });

  it('keep page and file', async () => {
    const page = (n: number): string[] => [`第${n}頁的第一句話說明內容。`, `第${n}頁的第二句話說明內容。`];
    const document = await read(pdfOf([page(1), page(2), page(3)]), { name: 'a.pdf' });
    const passages = check(document, 30);
    assert.deepEqual(
      passages.map(({ place }) => [place.file, place.page]),
      [
        ['a.pdf', 1],
        ['a.pdf', 2],
        ['a.pdf', 3],
      ],
    );
  });

  it('hold for documents of random sentences', async () => {
    const next = random(20250911);
    const words = [
      '資料',
      '分級',
      '作業',
      '，',
      '、',
      '：',
      '辦理。',
      '注意！',
      '是嗎？」',
      'data ',
      '3.5 km. ',
      '\n',
      '（一）',
      '「',
      '」',
    ];
    for (let round = 0; round < 60; round++) {
      const paragraphs = Array.from({ length: 1 + Math.floor(next() * 12) }, () =>
        Array.from(
          { length: 1 + Math.floor(next() * 40) },
          () => words[Math.floor(next() * words.length)],
        ).join(''),
      );
      const body = paragraphs.map((text) => paragraph(text)).join('');
      const document = await read(docxOf({ body: body + paragraph('完') }));
      const most = 16 + Math.floor(next() * 120);
      const ends = check(document, most).map(({ place }) => place.to);
      assert.deepEqual(broken(document, ends, most), []);
    }
  });
});
