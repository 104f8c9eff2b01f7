import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chunkDocument } from '../../../../datasets/documents/chunk.ts';
import { readDocument } from '../../../../datasets/documents/read.ts';
import { problemOf, TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { docxOf, paragraph, table } from '../../../fixtures/documents/build-docx.ts';
import { pdfOf } from '../../../fixtures/documents/build-pdf.ts';
import { random } from '../reading.ts';
import { sample } from './reading.ts';

const SEED = 20250903;
const LETTER = [
  '青川市政府　函',
  '受文者：文林區公所',
  '主旨：檢送會議紀錄1份，請查照。',
  '說明：',
  '一、依據決議辦理。',
];
const BODY =
  LETTER.map((line) => paragraph(line)).join('') +
  table([
    ['項目', '金額'],
    ['設備', '1,000'],
  ]);
const PARTS = {
  styles: '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
  header: paragraph('內部文件'),
  core: '<dc:title>函</dc:title>',
};
const TOKENS = [
  ...[
    '<',
    '>',
    '&',
    ']]>',
    '<!--',
    '<![CDATA[',
    '<!DOCTYPE a [',
    '\0',
    '\u202e',
    '密',
    '主旨：',
    '第一章',
    '|',
  ],
  ...[
    'endobj',
    'stream\n',
    'PK\x03\x04',
    '%PDF-',
    '{\\rtf',
    '\n\n',
    '一、',
    '<table>',
    '</p>',
    '\ud842',
    '# ',
  ],
];

/** What can be cut and joined: bytes, or text. */
interface Material<T> {
  readonly size: (whole: T) => number;
  readonly slice: (whole: T, from: number, to?: number) => T;
  readonly join: (pieces: readonly T[]) => T;
  readonly token: (text: string) => T;
  readonly noise: (piece: T, within: (size: number) => number) => T;
}
const BYTES: Material<Buffer> = {
  size: ({ length }) => length,
  slice: (whole, from, to) => whole.subarray(from, to),
  join: (pieces) => Buffer.concat(pieces),
  token: (text) => Buffer.from(text),
  noise: (piece, within) =>
    Buffer.from(piece.map((byte) => (within(2) ? byte ^ (1 << within(8)) : within(256)))),
};
const TEXT: Material<string> = {
  size: ({ length }) => length,
  slice: (whole, from, to) => whole.slice(from, to),
  join: (pieces) => pieces.join(''),
  token: (text) => text,
  noise: (piece, within) =>
    Array.from(piece, (sign) => (within(2) ? sign : String.fromCodePoint(within(0xd800)))).join(''),
};

/** Some pieces changed, left out, doubled, put elsewhere, or a token put in. */
function mutated<T>(original: T, { size, slice, join, token, noise }: Material<T>, next: () => number): T {
  let result = original;
  const within = (count: number): number => Math.floor(next() * count);
  for (let count = 1 + within(6); count > 0; count--) {
    const at = within(size(result) + 1);
    const end = at + 1 + within(next() < 0.8 ? 8 : size(result));
    const [head, piece, tail] = [slice(result, 0, at), slice(result, at, end), slice(result, end)];
    const ways = [
      () => [head, noise(slice(piece, 0, 16), within), tail],
      () => [head, tail],
      () => [head, piece, piece, tail],
      () => [tail, piece, head],
      () => [head, token(TOKENS[within(TOKENS.length)]!), piece, tail],
      () => [head, token(TOKENS[within(TOKENS.length)]!), tail],
      () => (within(4) === 0 ? [head] : [head, tail]),
    ];
    result = slice(join(ways[within(ways.length)]!()), 0, 4 * size(original));
  }
  return result;
}

type Mutant = (next: () => number) => Buffer;
const bytesOf =
  (bytes: Buffer): Mutant =>
  (next) =>
    mutated(bytes, BYTES, next);
const textOf =
  (text: string): Mutant =>
  (next) =>
    Buffer.from(mutated(text, TEXT, next));

/** What is mutated and how often; of PDF files fewer, each taking some ten milliseconds. */
const SEEDS: readonly (readonly [string, Mutant, number])[] = [
  ...['letter.di', 'note.big5.di', 'order.di', 'meeting.di', 'letter.txt', 'draft.md', 'page.htm'].flatMap(
    (name) =>
      [
        [name, bytesOf(sample(name)), 60],
        [name, textOf(sample(name).toString('utf8')), 180],
      ] as const,
  ),
  ['letter.docx', bytesOf(docxOf({ body: BODY, ...PARTS })), 150],
  ['letter.docx', (next) => docxOf({ ...PARTS, body: mutated(BODY, TEXT, next) }), 250],
  ['letter.pdf', bytesOf(pdfOf([LETTER, ['第二頁的附註，供各單位參考。']])), 60],
  ['unicode.pdf', bytesOf(pdfOf([LETTER], { font: 'unicode' })), 12],
  ['locked.pdf', bytesOf(pdfOf([LETTER], { password: 'x' })), 8],
];

describe('mutated documents', function () {
  this.timeout(120_000);

  it('are read, or refused with an error that says what to do', async () => {
    const next = random(SEED);
    const codes = new Map<string, number>();
    let files = 0;
    for (const [name, mutant, count] of SEEDS) {
      for (let round = 0; round < count; round++) {
        files += 1;
        const code = await outcome(mutant(next), name);
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }
    assert.ok(files >= 2_000, String(files));
    // Both happen often: a fuzzer that only ever breaks everything, or nothing, would test little.
    assert.ok(
      codes.get('read')! > files / 10 && codes.get('read')! < files * 0.9,
      JSON.stringify([...codes]),
    );
    assert.ok(codes.size > 8, JSON.stringify([...codes]));
  });
});

async function outcome(bytes: Buffer, name: string): Promise<string> {
  try {
    const document = await readDocument(bytes, { name, allowClassified: true });
    for (const { text, place } of document.parts) {
      assert.equal(document.text.slice(place.from, place.to), text);
    }
    for (const { text } of chunkDocument(document, { maxCharacters: 200 })) assert.ok(text.length <= 200);
    return 'read';
  } catch (error) {
    assert.ok(error instanceof TouchstoneError, `${name}: ${(error as Error).stack}`);
    assert.notEqual(error.code, 'INTERNAL', `${name}: ${error.message}`);
    assert.doesNotMatch(problemOf(error, 'zh-TW').detail, /\{\w+\}/);
    return error.code;
  }
}
