import assert from 'node:assert/strict';
import { BatchBuilder } from '../../../../datasets/arrow/batch-builder.ts';
import { batchPlaces, rangesOf } from '../../../../datasets/arrow/batch-places.ts';
import { IpcPieces } from '../../../../datasets/arrow/write.ts';
import { recordsOf } from '../reading.ts';
import { labelled } from '../records.ts';

describe('places of batches in an Arrow stream', () => {
  const written = (batches: number): { bytes: Buffer; lengths: number[] } => {
    const pieces = new IpcPieces();
    const all = [pieces.start()];
    const builder = new BatchBuilder();
    for (let n = 0; n < batches; n++) {
      for (let row = 0; row <= n; row++) builder.add(labelled(`${n}.${row}`, '路燈'.repeat(row), '工務局'));
      all.push(pieces.batch(builder.take()));
    }
    return { bytes: Buffer.concat([...all, pieces.end()]), lengths: all.map(({ length }) => length) };
  };
  const placesIn = (bytes: Buffer) =>
    batchPlaces(async (start, end) => bytes.subarray(start, end), bytes.length);

  it('are those that were written, and each can be read by itself', async () => {
    const { bytes, lengths } = written(4);
    const { schema, batches } = await placesIn(bytes);
    assert.deepEqual(
      [schema, ...batches].map(({ start, end }) => end - start),
      lengths,
    );
    const third = Buffer.concat([
      bytes.subarray(schema.start, schema.end),
      bytes.subarray(batches[2]!.start, batches[2]!.end),
    ]);
    assert.deepEqual(
      (await recordsOf(third)).map(({ id }) => id),
      ['2.0', '2.1', '2.2'],
    );
  });

  it('are none in a table without rows', async () => {
    assert.deepEqual((await placesIn(written(0).bytes)).batches, []);
  });

  it('are put together to ranges of about so many bytes', () => {
    const batches = [0, 10, 20, 30, 40].map((start) => ({ start, end: start + 10 }));
    assert.deepEqual(rangesOf(batches, 20), [
      { start: 0, end: 20 },
      { start: 20, end: 40 },
      { start: 40, end: 50 },
    ]);
    assert.deepEqual(rangesOf(batches, 1_000), [{ start: 0, end: 50 }]);
    assert.deepEqual(rangesOf([], 20), []);
  });
});
