import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { columnLetters } from '../../../datasets/containers/column-letters.ts';
import { readDataset } from '../../../datasets/read.ts';
import { cellXml } from '../../../datasets/write/containers/xlsx-parts.ts';
import { workbookOf } from '../../fixtures/build-workbook.ts';
import { faultOf, lines, read } from './reading.ts';

const PYTHON = process.env.TOUCHSTONE_PYTHON ?? '.venv/bin/python';
const MIB = 1024 * 1024;
const good = { text: '路燈不亮', label: '工務局' };

/** Bytes that a Python program writes to its standard output. */
function python(program: string, input: Uint8Array | string = ''): Buffer {
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', program], { input, maxBuffer: 64 * MIB });
  assert.equal(status, 0, String(stderr));
  return stdout;
}

const parquet = (table: string): Buffer =>
  python(
    `import sys, io, datetime, decimal, pyarrow as pa, pyarrow.parquet as pq\nt = ${table}\nb = io.BytesIO()\npq.write_table(t, b)\nsys.stdout.buffer.write(b.getvalue())`,
  );

const header = cellXml('A1', 'text', false, false) + cellXml('B1', 'label', false, false);

describe('hostile input', () => {
  it('stops a gzip bomb long before it has grown', async () => {
    const layer = gzipSync(Buffer.alloc(64 * MIB, '\n'));
    const bomb = Buffer.concat(Array.from({ length: 16 }, () => layer));
    const fault = await faultOf(read(bomb, { limits: { freeBytes: 8 * MIB } }));
    assert.equal(fault.code, 'INPUT_EXPANDS_TOO_FAR');
    assert.match(fault.found!, /: 1$/);
  });

  it('stops a zstd bomb, of one block that repeats a byte', async () => {
    // Blocks of 128 KiB that are one byte repeated (RLE), 4 bytes each: 1 GiB from 32 KiB.
    const blocks = 8_192;
    const head = Buffer.from('28b52ffd0048', 'hex');
    const body = Buffer.alloc(4 * blocks);
    for (let i = 0; i < blocks; i++) {
      body.writeUIntLE((131_072 << 3) | 2 | (i === blocks - 1 ? 1 : 0), 4 * i, 3);
      body[4 * i + 3] = 0x0a;
    }
    const fault = await faultOf(read(Buffer.concat([head, body]), { limits: { freeBytes: 8 * MIB } }));
    assert.equal(fault.code, 'INPUT_EXPANDS_TOO_FAR');
  });

  it('stops a workbook whose sheet is a bomb', async () => {
    const cell = cellXml('A2', 'a'.repeat(900_000), false, false);
    const rows = [header, ...Array.from({ length: 40 }, (_, i) => cell.replace('A2', `A${i + 2}`))];
    const bomb = workbookOf(rows);
    assert.ok(bomb.length < MIB);
    const fault = await faultOf(read(bomb, { limits: { freeBytes: 8 * MIB } }));
    assert.equal(fault.code, 'INPUT_EXPANDS_TOO_FAR');
  });

  it('refuses an archive whose directory lies about a size', async () => {
    const content = Buffer.alloc(4 * MIB, 0x20);
    const packed = deflateRawSync(content);
    const name = Buffer.from('xl/workbook.xml');
    const fields = (size: number) => {
      const out = Buffer.alloc(22);
      out.writeUInt16LE(20, 0);
      out.writeUInt16LE(8, 4);
      out.writeUInt32LE(crc32(content), 10);
      out.writeUInt32LE(packed.length, 14);
      out.writeUInt32LE(size, 18);
      return out;
    };
    const length = Buffer.from([name.length, 0, 0, 0]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields(10), length, name, packed]);
    const entry = Buffer.concat([
      Buffer.from('PK\x01\x02\x14\0', 'latin1'),
      fields(10),
      length,
      Buffer.alloc(14),
      name,
    ]);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(entry.length, 12);
    end.writeUInt32LE(local.length, 16);
    assert.equal((await faultOf(read(Buffer.concat([local, entry, end])))).code, 'INPUT_TABLE_BROKEN');
  });

  it('takes the stored results of formulas, and refuses one without', async () => {
    const label = cellXml('B2', '工務局', false, false);
    const stored = workbookOf([header, `<c r="A2" t="str"><f>CONCAT("a","b")</f><v>路燈</v></c>${label}`]);
    const { records, report } = await read(stored);
    assert.equal(records[0]!.messages[0]!.content, '路燈');
    assert.deepEqual(report.warnings, [{ code: 'formulas', count: 1, first: 'A2' }]);
    const bare = workbookOf([header, `<c r="A2"><f>WEBSERVICE("http://x")</f></c>${label}`]);
    const fault = await faultOf(read(bare));
    assert.deepEqual([fault.code, fault.place?.line, fault.place?.field], ['INPUT_XLSX_FORMULA', 2, 'A2']);
  });

  it('passes over macros and says so', async () => {
    const row = cellXml('A2', '路燈', false, false) + cellXml('B2', '工務局', false, false);
    const { records, report } = await read(
      workbookOf([header, row], { parts: [['xl/vbaProject.bin', 'Attribute VB']] }),
    );
    assert.equal(records.length, 1);
    assert.equal(report.warnings?.[0]?.code, 'macros');
  });

  it('expands no entity of XML and fetches none', async () => {
    for (const entity of ['a', 'b', 'constructor', '__proto__', 'nbsp']) {
      const cells = `<c r="A2" t="inlineStr"><is><t>&${entity};</t></is></c><c r="B2"><v>1</v></c>`;
      const fault = await faultOf(read(workbookOf([header, cells])));
      assert.equal(fault.code, 'INPUT_TABLE_BROKEN', entity);
    }
    const declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bb">]>';
    const parts = [['xl/styles.xml', `<?xml version="1.0"?>${declared}<styleSheet/>`]] as const;
    const row = cellXml('A2', '路燈', false, false) + cellXml('B2', '工務局', false, false);
    assert.equal((await faultOf(read(workbookOf([header, row], { parts })))).code, 'INPUT_TABLE_BROKEN');
  });

  it('reads what is nested in Parquet, and names a column of a type that no record has', async () => {
    const nested = parquet(
      'pa.table({"messages": [[{"role": "user", "content": "路燈", "weight": None}, {"role": "assistant", "content": "工務局", "weight": 1}]], "tags": [["a", "b"]], "more": [{"x": {"y": [1, 2]}}]})',
    );
    const { records, report } = await read(nested);
    assert.equal(report.format, 'openai_chat');
    assert.equal(records[0]!.label, '工務局');
    const { tags, more } = JSON.parse(records[0]!.meta!);
    assert.deepEqual([tags, more], [['a', 'b'], { x: { y: [1, 2] } }]);
    const odd = parquet(
      'pa.table({"text": ["a"], "label": ["b"], "when": pa.array([datetime.time(1)], pa.time32("s"))})',
    );
    const fault = await faultOf(read(odd));
    assert.deepEqual([fault.code, fault.place?.field], ['INPUT_TABLE_TYPE', 'when']);
  });

  it('says on which line a file changes its encoding', async () => {
    // "路燈不亮,工務局" in Big5.
    const big5 = Buffer.from('b8f4bf4fa4a3ab472ca475b0c8a7bd0a', 'hex');
    const before = Buffer.from(`text,label\n${'戶籍遷移怎麼辦,民政局\n'.repeat(30)}`);
    const fault = await faultOf(read(Buffer.concat([before, big5])));
    assert.deepEqual([fault.code, fault.place?.line], ['INPUT_ENCODING_MIXED', 32]);
    assert.deepEqual(fault.params, { first: 'utf-8', second: 'big5' });
    const other = Buffer.concat([
      Buffer.from('text,label\n'),
      Buffer.concat(Array.from({ length: 30 }, () => big5)),
      Buffer.from('戶籍遷移怎麼辦,民政局\n'),
    ]);
    const second = await faultOf(read(other));
    assert.deepEqual([second.code, second.place?.line], ['INPUT_ENCODING_MIXED', 32]);
  });

  it('refuses a line of 50 MB without holding it', async () => {
    const line = Buffer.concat([
      Buffer.from('{"text":"'),
      Buffer.alloc(50 * MIB, 0x61),
      Buffer.from('","label":"x"}\n'),
    ]);
    const fault = await faultOf(read(Buffer.concat([Buffer.from(lines(good)), line])));
    assert.deepEqual([fault.code, fault.place?.line], ['INPUT_LINE_TOO_LONG', 2]);
  });

  it('refuses 10,000 columns in every container', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
    const row = Object.fromEntries([...Object.entries(good), ...names.map((name) => [name, '1'] as const)]);
    const wide = 'pa.table({"text": ["a"], "label": ["b"], **{f"c{i}": ["1"] for i in range(10000)}})';
    const table = parquet(wide);
    const arrow = python(
      `import sys, pyarrow as pa\nt = ${wide}\nwith pa.ipc.new_file(sys.stdout.buffer, t.schema) as w: w.write_table(t)`,
    );
    const cells = ['text', 'label', ...names].map(
      (name, i) => `<c r="${columnLetters(i)}1" t="str"><v>${name}</v></c>`,
    );
    for (const content of [
      `text,label,${names.join()}\na,b,${names.join()}\n`,
      `text\tlabel\t${names.join('\t')}\na\tb\t${names.join('\t')}\n`,
      lines(row),
      JSON.stringify([row]),
      table,
      arrow,
      workbookOf([cells.join('')]),
    ]) {
      assert.equal((await faultOf(read(content))).code, 'INPUT_TOO_MANY_COLUMNS');
    }
  });

  it('refuses a label of 10 kB, which is an answer', async () => {
    const fault = await faultOf(read(lines(good, { text: '甲', label: '乙'.repeat(3_334) })));
    assert.deepEqual([fault.code, fault.place?.line], ['INPUT_LABEL_TOO_LONG', 2]);
    assert.deepEqual(fault.params, { bytes: 10_002, limit: 1_024 });
  });

  it('keeps control and direction-override characters, and says where the first is', async () => {
    const { records, report } = await read(lines(good, { ...good, text: '付款\u202e元001\u0007' }));
    assert.equal(records[1]!.messages[0]!.content, '付款\u202e元001\u0007');
    assert.deepEqual(report.warnings, [{ code: 'control_characters', count: 1, first: 'line:2' }]);
  });

  it('reads a million equal records in little memory', async function () {
    this.timeout(120_000);
    const block = Buffer.from(lines(good).repeat(10_000));
    const source = async function* () {
      for (let i = 0; i < 100; i++) yield block;
    };
    const before = process.memoryUsage().rss;
    let most = before;
    const table = readDataset(source(), { file: 'dataset' });
    let next = await table.next();
    for (; !next.done; next = await table.next()) most = Math.max(most, process.memoryUsage().rss);
    assert.equal(next.value.records, 1_000_000);
    assert.ok(most - before < 200 * MIB, `${Math.round((most - before) / MIB)} MiB more`);
  });
});
