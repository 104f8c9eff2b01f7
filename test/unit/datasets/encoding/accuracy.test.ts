import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { describe, it } from 'mocha';
import { TextReader } from '../../../../datasets/encoding/text-reader.ts';
import { FaultList } from '../../../../datasets/faults.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { chinaTexts, encodedAll, japanTexts, taiwanTexts } from './encoding-texts.ts';

/** What a file of these bytes is read as; null where it is refused. */
async function readText(bytes: Buffer): Promise<string | null> {
  const reader = new TextReader(new FaultList('dataset'));
  let text = '';
  try {
    for await (const piece of reader.read(one(bytes))) text += piece;
    return text;
  } catch (error) {
    assert.ok(error instanceof TouchstoneError, String(error));
    return null;
  }
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

const cut = (length: number) => (texts: readonly string[]) =>
  texts.map((text) => [...text].slice(0, length).join(''));
const LENGTHS = {
  'tables of ten texts': (texts: readonly string[]) =>
    Array.from(
      { length: Math.floor(texts.length / 10) },
      (_, n) => `text,label\n${texts.slice(n * 10, n * 10 + 10).join(',x\n')},y\n`,
    ),
  'single texts': (texts: readonly string[]) => [...texts],
  '12 characters': cut(12),
  '6 characters': cut(6),
  '4 characters': cut(4),
};

/** Least share read, of texts that are not UTF-8; the others must be refused. Measured: docs/encodings.md. */
const LEAST: Readonly<Record<string, readonly number[]>> = {
  'Big5, Taiwan': [1, 0.99, 0.94, 0.86, 0.82],
  'GB18030, China': [1, 0.99, 0.96, 0.89, 0.78],
  'GB18030, Taiwan': [1, 0.93, 0.74, 0.65, 0.6],
  'Shift-JIS, Japan': [1, 1, 1, 1, 1],
};

describe('telling encodings by content', function () {
  this.timeout(60_000);

  for (const [name, python, texts] of [
    ['Big5, Taiwan', 'cp950', taiwanTexts],
    ['GB18030, China', 'gb18030', chinaTexts],
    ['GB18030, Taiwan', 'gb18030', taiwanTexts],
    ['Shift-JIS, Japan', 'cp932', japanTexts],
  ] as const) {
    it(`${name}: none is misread, and most are read`, async () => {
      const all = texts();
      assert.ok(all.length >= 500);
      for (const [n, [length, take]] of Object.entries(LENGTHS).entries()) {
        const written = take(all);
        const decoder = new TextDecoder(
          python === 'cp950' ? 'big5' : python === 'cp932' ? 'shift_jis' : python,
        );
        let read = 0;
        let foreign = 0;
        for (const bytes of encodedAll(written, python)) {
          const text = decoder.decode(bytes);
          const found = await readText(bytes);
          // What is UTF-8 as a whole is UTF-8, as four characters of GB 2312 may be.
          if (isUtf8(bytes)) continue;
          if (found !== null) assert.equal(found, text, `misread: ${length}`);
          foreign += 1;
          if (found !== null) read += 1;
        }
        assert.ok(read >= LEAST[name]![n]! * foreign, `${length}: ${read} of ${foreign}`);
      }
    });
  }

  it('UTF-8 is always read as UTF-8, however short', async () => {
    for (const texts of [taiwanTexts(), chinaTexts(), japanTexts()]) {
      for (const take of [cut(1), cut(2), cut(3), LENGTHS['4 characters'], LENGTHS['single texts']]) {
        for (const text of take(texts)) assert.equal(await readText(Buffer.from(text)), text);
      }
    }
  });
});
