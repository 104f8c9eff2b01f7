import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { lines, random, read } from './reading.ts';

const rows = [
  { text: '路燈不亮，請派員處理', label: '工務局' },
  { text: '他說："戶籍"\n怎麼遷？', label: '民政局' },
  { text: 'street lamp, broken', label: '工務局' },
];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csv = `text,label\n${rows.map(({ text, label }) => `${quoted(text)},${label}\n`).join('')}`;

/** Every way of writing the same three records down. */
const writings: readonly (readonly [string, string | Uint8Array])[] = [
  ['JSONL', lines(...rows)],
  ['JSONL with CRLF', lines(...rows).replaceAll('\n', '\r\n')],
  ['JSONL with a byte order mark', `\ufeff${lines(...rows)}`],
  ['JSONL without a last line break', lines(...rows).trimEnd()],
  [
    'JSONL with escapes',
    lines(...rows).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ],
  ['a JSON list', JSON.stringify(rows, null, 2)],
  ['JSON with data', JSON.stringify({ data: rows })],
  ['CSV', csv],
  ['CSV with a byte order mark', `\ufeff${csv}`],
  ['CSV in UTF-16', Buffer.from(`\ufeff${csv}`, 'utf16le')],
];

describe('reading an upload', () => {
  it('gives the same records however they are written and cut', async () => {
    for (const [what, content] of writings) {
      for (const size of [1, 7, 65_536]) {
        const { records } = await read(content, { size });
        assert.deepEqual(
          records.map(({ messages, label }) => ({ text: messages[0]!.content, label })),
          rows,
          `${what} in pieces of ${size}`,
        );
      }
    }
  });

  it('reads files of many pieces and batches to the last record', async () => {
    const many = Array.from({ length: 30_000 }, (_, n) => ({
      id: `r${n}`,
      text: `第 ${n} 件：路燈不亮`,
      label: `甲${n % 5}`,
    }));
    const { records, report } = await read(lines(...many));
    assert.equal(report.records, many.length);
    assert.deepEqual(
      records.map(({ id, label, messages }) => ({ id, text: messages[0]!.content, label })),
      many,
    );
  });

  it('gives the same table to the byte however the store cuts the file', async () => {
    const many = Array.from({ length: 12_000 }, (_, n) => ({
      text: `第 ${n} 件：路燈不亮，請派員`,
      label: `甲${n % 5}`,
    }));
    const csvOfMany = `text,label\n${many.map(({ text, label }) => `${text},${label}\n`).join('')}`;
    for (const content of [lines(...many), csvOfMany, gzipSync(lines(...many))]) {
      const tables = new Set<string>();
      for (const size of [10_007, 65_536, 262_144, 1_000_000]) {
        const { arrow } = await read(content, { size });
        tables.add(createHash('sha256').update(arrow).digest('hex'));
      }
      assert.equal(tables.size, 1);
    }
  });

  it('neither falls over nor passes anything silently on files with bytes changed, cut or doubled', async () => {
    const next = random(29);
    const pick = (below: number) => Math.floor(next() * below);
    let refused = 0;
    for (let round = 0; round < 2_000; round++) {
      const bytes = Buffer.from(writings[pick(writings.length)]![1]);
      const at = pick(bytes.length);
      const kind = pick(4);
      if (kind === 0) bytes[at] = pick(256);
      const mutated =
        kind === 1
          ? bytes.subarray(0, at)
          : kind === 2
            ? Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(8))])
            : kind === 3
              ? Buffer.concat([bytes.subarray(0, at), bytes.subarray(pick(at + 1))])
              : bytes;
      try {
        const { records, report } = await read(mutated, { size: 1 + pick(40) });
        assert.equal(records.length, report.records);
        assert.ok(records.length > 0);
      } catch (thrown) {
        assert.ok(thrown instanceof TouchstoneError && thrown.code.startsWith('INPUT_'), String(thrown));
        refused += 1;
      }
    }
    assert.ok(refused > 500, `${refused} refused`);
  });
});
