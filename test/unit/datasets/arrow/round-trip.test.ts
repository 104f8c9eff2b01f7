import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { tableFromIPC } from 'apache-arrow';
import { describe, it } from 'mocha';
import { recordBytes } from '../../../../datasets/arrow/write.ts';
import { type DatasetRecord, RECORD_COLUMNS } from '../../../../pipeline/contracts/record.ts';
import { random, recordsOf } from '../reading.ts';

async function bytesOf(groups: readonly (readonly DatasetRecord[])[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const given = (async function* () {
    yield* groups;
  })();
  for await (const piece of recordBytes(given)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Records of every shape: absent values, empty texts, no turns, many turns, characters of one to four bytes. */
function anyRecords(count: number, seed: number): DatasetRecord[] {
  const next = random(seed);
  const alphabet = ['', 'a', 'é', '字', '😀', '"', '\n', '\\', '，'];
  const text = () =>
    Array.from(
      { length: Math.floor(next() * 20) },
      () => alphabet[Math.floor(next() * alphabet.length)],
    ).join('');
  const maybe = () => (next() < 0.3 ? null : text());
  return Array.from({ length: count }, (_, n) => ({
    id: `r${n}`,
    messages: Array.from({ length: Math.floor(next() * 4) }, () => ({
      role: 'user' as const,
      content: text(),
    })),
    label: maybe(),
    split: maybe(),
    source: maybe(),
    meta: maybe(),
  }));
}

describe('the canonical Arrow table', () => {
  it('gives back every record, batch after batch', async () => {
    const records = anyRecords(20_000, 3);
    const bytes = await bytesOf([records.slice(0, 7), [], records.slice(7)]);
    assert.deepEqual(await recordsOf(bytes), records);
    assert.ok(tableFromIPC(bytes).batches.length > 2);
  });

  it('gives the same bytes for the same records', async () => {
    const records = anyRecords(500, 5);
    assert.ok((await bytesOf([records])).equals(await bytesOf([records.slice(0, 100), records.slice(100)])));
  });

  it('is readable without rows', async () => {
    const bytes = await bytesOf([]);
    assert.deepEqual(await recordsOf(bytes), []);
    assert.deepEqual(
      tableFromIPC(bytes).schema.fields.map(({ name }) => name),
      [...RECORD_COLUMNS],
    );
  });

  it('holds texts of many megabytes', async () => {
    const records = Array.from({ length: 3 }, (_, n) => ({
      ...anyRecords(1, 9)[0]!,
      meta: '字'.repeat(2_000_000 + n),
    }));
    assert.deepEqual(await recordsOf(await bytesOf([records])), records);
  });

  it('is what pyarrow reads, to the last value', async () => {
    const records = anyRecords(10_000, 13);
    const program = [
      'import json, sys, pyarrow as pa',
      'table = pa.ipc.open_stream(sys.stdin.buffer).read_all()',
      'table.validate(full=True)',
      'print(json.dumps({"schema": str(table.schema), "rows": table.to_pylist()}))',
    ].join('\n');
    for (const given of [records, []]) {
      const { stdout, stderr, status } = spawnSync(
        process.env.TOUCHSTONE_PYTHON ?? '.venv/bin/python',
        ['-c', program],
        { input: await bytesOf([given]), maxBuffer: 256 * 1024 * 1024 },
      );
      assert.equal(status, 0, String(stderr));
      const { schema, rows } = JSON.parse(String(stdout));
      assert.deepEqual(rows, given);
      assert.match(
        schema,
        /^id: string not null\nmessages: list<item: struct<role: string not null, content: string not null> not null> not null\n/,
      );
    }
  });
});
