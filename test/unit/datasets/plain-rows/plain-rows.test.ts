import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { lines, random, read } from '../reading.ts';
import { assertSame } from './both-ways.ts';
import { madeFile } from './made-rows.ts';

const usual = (i: number) => ({ instruction: '判斷', input: `路燈${i}不亮，請派員。`, output: '工務局' });

describe('rows read by their bytes', () => {
  it('are the rows of a usual file, but for the first two', () => {
    const rows = Array.from({ length: 50 }, (_, i) => usual(i));
    assert.equal(assertSame(Buffer.from(lines(...rows))), 48);
    const python = rows.map((row) => JSON.stringify(row, null, 1).replace(/\n */g, ' ')).join('\r\n');
    assert.equal(assertSame(Buffer.from(`${python}\r\n`)), 48);
    const escaped = rows.map((row) => ({ ...row, input: `"${row.input}"\n\t\\ a/b` }));
    assert.equal(assertSame(Buffer.from(lines(...escaped))), 48);
    const ascii = lines(...rows).replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
    assert.equal(assertSame(Buffer.from(ascii)), 48);
    for (const row of [
      { text: '路燈', label: '工務局' },
      { prompt: 'Which office?', completion: '工務局', source: 'web', split: 'train' },
    ]) {
      assert.equal(assertSame(Buffer.from(lines(...rows.map((_, i) => ({ id: `a${i}`, ...row }))))), 48);
    }
  });

  it('give what the texts of the rows give, whatever character there is', function () {
    this.timeout(120_000);
    const rows: object[] = [usual(0)];
    for (let code = 0; code < 0x110000; code += code < 0x10000 ? 1 : 61) {
      // Two faults, told of by another test, after a hundred of which nothing more is read.
      if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) continue;
      const c = String.fromCodePoint(code);
      rows.push({ instruction: `e${c}`, input: `か${c}中${c}(${c}a${c})`, output: `中${c},${c}${c}${c}文` });
      rows.push({ instruction: `e${c}e`, input: `か${c}か`, output: `中${c}文` });
    }
    const content = Buffer.from(rows.map((row) => lines(row)).join(''));
    for (const normalise of [false, true]) {
      const plain = assertSame(content, { normalise }, `normalise ${normalise}`);
      assert.ok(plain > 20_000, `only ${plain} of ${rows.length} rows were plain`);
    }
  });

  it('give what the texts of the rows give in 3,000 made files', function () {
    this.timeout(120_000);
    const next = random(20261129);
    const pick = (below: number) => Math.floor(next() * below);
    let plain = 0;
    let rows = 0;
    for (let n = 0; n < 3_000; n++) {
      const file = madeFile(pick);
      rows += file.split('\n').length;
      const limits = pick(10) === 0 ? { recordBytes: 60, fields: 3, labelBytes: 9, records: 9 } : {};
      const size = pick(4) === 0 ? 1 + pick(300) : undefined;
      const told = { limits, normalise: pick(2) === 0, ...(size !== undefined && { size }) };
      plain += assertSame(Buffer.from(file), told, `file ${n}`);
      const spoilt = spoil(Buffer.from(file), pick);
      if (isUtf8(spoilt)) plain += assertSame(spoilt, told, `file ${n}, spoilt`);
    }
    assert.ok(plain > rows / 8, `only ${plain} rows of ${rows} were plain`);
  });

  it('give the same table through the whole intake, piece by piece', async () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => usual(i));
    const content = Buffer.from(lines(...rows));
    const { records, report } = await read(content);
    assert.equal(report.records, rows.length);
    for (const [i, { id, messages, label }] of records.entries()) {
      assert.equal(id, `line:${i + 1}`);
      assert.equal(messages[0]!.content, `判斷\n\n路燈${i}不亮，請派員。`);
      assert.equal(label, '工務局');
    }
    // In UTF-16 there are no bytes to read rows by.
    const utf16 = await read(Buffer.from(`\ufeff${content}`, 'utf16le'));
    assert.deepEqual(records, utf16.records);
    const { encoding, bom, bytes } = report;
    assert.deepEqual({ ...utf16.report, encoding, bom, bytes }, report);
  });

  it('are told of by line where one has a fault', async () => {
    const rows: object[] = Array.from({ length: 9_000 }, (_, i) => usual(i));
    rows[8_500] = { instruction: '判斷', output: '工務局' };
    await assert.rejects(read(lines(...rows)), {
      code: 'INPUT_MISSING_FIELD',
      place: { file: 'dataset', line: 8_501, field: 'input' },
    });
    const nul = `${lines(...rows.slice(0, 8_500))}{"instruction":"\0"}\n`;
    await assert.rejects(read(nul), { code: 'INPUT_NUL', place: { file: 'dataset', line: 8_501 } });
  });

  it('of the sample dataset are the same both ways', () => {
    const sample = readFileSync('datasets/sample/petitions.jsonl');
    assert.ok(assertSame(sample) > 100);
    assert.ok(assertSame(sample, { normalise: true }) > 100);
  });
});

function spoil(bytes: Buffer, pick: (below: number) => number): Buffer {
  if (bytes.length === 0) return bytes;
  const at = pick(bytes.length);
  const way = pick(3);
  if (way === 0) bytes[at] = pick(128);
  else if (way === 1) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(9))]);
  else bytes.copyWithin(at, pick(bytes.length), pick(bytes.length));
  return bytes;
}
