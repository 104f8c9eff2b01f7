import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bufferAccess, type Spool } from '../../../../datasets/random-access.ts';
import { cellXml, FIXED_PARTS } from '../../../../datasets/write/containers/xlsx-parts.ts';
import { workbookOf } from '../../../fixtures/build-workbook.ts';
import { faultOf, random, read } from '../reading.ts';

const RELATIONS = 'xl/_rels/workbook.xml.rels';
const LINK = '<Relationship Id="s" Type="t/sharedStrings" Target="sharedStrings.xml"/></Relationships>';

/** A workbook as spreadsheet programs save it: the texts apart, the cells with their numbers. */
function sharing(texts: readonly string[], rows: readonly (readonly [number, number])[]): Buffer {
  const relations = FIXED_PARTS.find(([name]) => name === RELATIONS)![1].replace('</Relationships>', LINK);
  const items = texts.map((text) => `<si><t>${text}</t></si>`).join('');
  const header = cellXml('A1', 'text', false, false) + cellXml('B1', 'label', false, false);
  const cells = rows.map(
    ([text, label], n) =>
      `<c r="A${n + 2}" t="s"><v>${text}</v></c><c r="B${n + 2}" t="s"><v>${label}</v></c>`,
  );
  return workbookOf([header, ...cells], {
    parts: [
      [RELATIONS, relations],
      ['xl/sharedStrings.xml', `<?xml version="1.0"?><sst>${items}</sst>`],
    ],
  });
}

/** Keeps what is put away in memory, and counts what is not closed. */
function counted(): { readonly spool: Spool; open: number; opened: number } {
  const count = {
    open: 0,
    opened: 0,
    spool: async (bytes: AsyncIterable<Uint8Array>) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(piece);
      count.open += 1;
      count.opened += 1;
      const close = async () => {
        count.open -= 1;
      };
      return { ...bufferAccess(Buffer.concat(pieces)), close };
    },
  };
  return count;
}

describe('texts that the cells of a workbook share', () => {
  it('are found in any order, however long, and put away but for some pages', async () => {
    const next = random(20261129);
    const texts = Array.from(
      { length: 600 },
      (_, n) => `第${n}案${'字'.repeat(Math.floor(next() ** 6 * 30_000))}`,
    );
    texts.push('', '甲', '乙');
    const rows = Array.from({ length: 600 }, (_, n) => [Math.floor(next() * 600), 601 + (n % 2)] as const);
    const files = counted();
    const { records } = await read(sharing(texts, rows), { spool: files.spool });
    assert.deepEqual(
      records.map(({ messages, label }) => [messages[0]!.content, label]),
      rows.map(([text, label]) => [texts[text], texts[label]]),
    );
    assert.deepEqual([files.opened, files.open], [2, 0]);
  });

  it('are closed and refused where one is not there', async () => {
    for (const number of [3, 9_999, -1]) {
      const files = counted();
      const fault = await faultOf(read(sharing(['甲', '乙'], [[0, number]]), { spool: files.spool }));
      assert.equal(fault.code, 'INPUT_TABLE_BROKEN');
      assert.deepEqual([files.opened, files.open], [2, 0]);
    }
  });

  it('may be many, as long as where they start can be held', async () => {
    const bytes = sharing(Array(3_000).fill(''), [[0, 1]]);
    const fault = await faultOf(read(bytes, { limits: { heldBytes: 20_000 }, spool: counted().spool }));
    assert.deepEqual([fault.code, fault.params?.part], ['INPUT_PART_TOO_LARGE', 'sharedStrings']);
  });
});
