import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { faultOf, read } from '../reading.ts';

const PYTHON = process.env.TOUCHSTONE_PYTHON ?? '.venv/bin/python';
const ROWS = 3_000;

/** A table as pyarrow writes it: `write` is an expression over `t`, the table, and `b`, what takes the bytes. */
function pyarrow(write: string): Buffer {
  const program = [
    'import sys, io, datetime, decimal, pyarrow as pa, pyarrow.parquet as pq, pyarrow.ipc as ipc',
    `n = ${ROWS}`,
    't = pa.table({',
    '  "text": [f"第 {i} 件：路燈不亮" * (i % 5 + 1) for i in range(n)],',
    '  "label": pa.array([["工務局", "民政局", "環保局"][i % 3] for i in range(n)]).dictionary_encode(),',
    '  "big": pa.array([2**60 + i for i in range(n)], pa.int64()),',
    '  "day": pa.array([datetime.date(2024, 5, 3)] * n),',
    '  "at": pa.array([datetime.datetime(2024, 5, 3, 1, 2, 3)] * n, pa.timestamp("us")),',
    '  "share": pa.array([i / 8 for i in range(n)], pa.float32()),',
    '  "yes": pa.array([None if i % 7 == 0 else i % 2 == 0 for i in range(n)]),',
    '  "tags": pa.array([["a"] * (i % 4) for i in range(n)]),',
    '  "fee": pa.array([decimal.Decimal(i * 57) / 100 * (-1) ** i for i in range(n)], pa.decimal128(18, 2)),',
    '  "exact": pa.array([decimal.Decimal(-12345678901234567890123) / 1000] * n, pa.decimal256(40, 3)),',
    '})',
    'b = io.BytesIO()',
    write,
    'sys.stdout.buffer.write(b.getvalue())',
  ].join('\n');
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', program], { maxBuffer: 64 * 1024 * 1024 });
  assert.equal(status, 0, String(stderr));
  return stdout;
}

async function check(bytes: Buffer, container: string): Promise<void> {
  const { records, report } = await read(bytes, { size: 10_000 });
  assert.deepEqual([report.container, report.records], [container, ROWS]);
  for (const i of [0, 1, 6, 7, ROWS - 1]) {
    const { messages, label, meta } = records[i]!;
    assert.equal(messages[0]!.content, `第 ${i} 件：路燈不亮`.repeat((i % 5) + 1));
    assert.equal(label, ['工務局', '民政局', '環保局'][i % 3]);
    assert.deepEqual(JSON.parse(meta!), {
      // Beyond what a JSON number holds exactly.
      big: String(2n ** 60n + BigInt(i)),
      day: '2024-05-03',
      at: '2024-05-03T01:02:03.000Z',
      share: i / 8,
      ...(i % 7 !== 0 && { yes: i % 2 === 0 }),
      fee: Number(
        `${i % 2 === 1 ? '-' : ''}${Math.floor((i * 57) / 100)}.${String((i * 57) % 100).padStart(2, '0')}`,
      ),
      exact: '-12345678901234567890.123',
      tags: Array.from({ length: i % 4 }, () => 'a'),
    });
  }
}

describe('Parquet as pyarrow writes it', () => {
  for (const options of [
    'compression="none"',
    'compression="snappy", data_page_size=2000',
    'compression="gzip", data_page_version="2.0", row_group_size=700',
    'compression="brotli", use_dictionary=False',
    'compression="zstd", write_page_checksum=True, data_page_size=1000',
    'compression="zstd", use_dictionary=False, column_encoding={"text": "DELTA_BYTE_ARRAY", "big": "DELTA_BINARY_PACKED"}',
    'use_dictionary=False, column_encoding={"text": "DELTA_LENGTH_BYTE_ARRAY", "share": "BYTE_STREAM_SPLIT"}',
  ]) {
    it(`is read with ${options}`, () => check(pyarrow(`pq.write_table(t, b, ${options})`), 'parquet'));
  }

  it('is refused by name where its compression is not known', async () => {
    const fault = await faultOf(read(pyarrow('pq.write_table(t, b, compression="lz4")')));
    assert.equal(fault.code, 'INPUT_TABLE_CODEC');
    assert.match(fault.found!, /LZ4/);
  });
});

describe('Arrow as pyarrow writes it', () => {
  for (const [what, kind, container] of [
    ['a stream', 'new_stream(b, t.schema)', 'arrow_stream'],
    ['a file', 'new_file(b, t.schema)', 'arrow'],
    [
      'a file, zstd inside',
      'new_file(b, t.schema, options=ipc.IpcWriteOptions(compression="zstd"))',
      'arrow',
    ],
  ] as const) {
    it(`is read: ${what}`, () =>
      check(pyarrow(`w = ipc.${kind}\nw.write_table(t, max_chunksize=700)\nw.close()`), container));
  }
});
