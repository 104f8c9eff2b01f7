import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchBuilder } from '../../../../datasets/arrow/batch-builder.ts';
import { IpcPieces } from '../../../../datasets/arrow/write.ts';
import type { PartOrder } from '../../../../pipeline/contracts/part.ts';
import { ThreadPool } from '../../../../pipeline/threads/thread-pool.ts';
import { labelled } from '../../datasets/records.ts';

describe('the threads for parts', function () {
  this.timeout(30_000);
  const never = new AbortController().signal;
  let workDir: string;
  let pool: ThreadPool;
  beforeEach(async () => {
    workDir = await mkdtemp(join(tmpdir(), 'touchstone-threads-'));
    pool = new ThreadPool(1);
  });
  afterEach(async () => {
    await pool.close();
    await rm(workDir, { recursive: true });
  });

  /** A look at `count` records, in which there is much to look at. */
  const order = async (count: number): Promise<PartOrder> => {
    const pieces = new IpcPieces();
    const builder = new BatchBuilder();
    for (let n = 0; n < count; n++)
      builder.add(labelled(`${n}`, '路燈不亮，電話 0912-345-678。'.repeat(40), '工務局'));
    const [schema, batch] = [pieces.start(), pieces.batch(builder.take())];
    const path = join(workDir, 'records.arrow');
    await writeFile(path, Buffer.concat([schema, batch, pieces.end()]));
    const end = schema.length + batch.length;
    const config = {
      rules: [{ rule: 'pii', version: 1, action: 'fix' }],
      limit: { 'zh-TW': [{ tokens: 100, vocabulary: 100 }], en: [] },
      banding: { bands: 14, rows: 5 },
      schema: { start: 0, end: schema.length },
      batches: { start: schema.length, end },
    };
    return { part: 'refine/look', files: { records: path }, config, workDir };
  };

  it('make a part as it would be made here', async () => {
    const seat = await pool.seat(never);
    const made = await seat.run(await order(3), never);
    seat.leave();
    const files = { looks: join(workDir, 'looks.jsonl'), measures: join(workDir, 'measures') };
    assert.deepEqual(made, { files, summary: { records: 3 } });
  });

  it('hand on what a part failed with, and go on', async () => {
    const seat = await pool.seat(never);
    const good = await order(1);
    await assert.rejects(seat.run({ ...good, config: {} }, never), { code: 'INTERNAL' });
    await assert.rejects(seat.run({ ...good, files: { records: join(workDir, 'none') } }, never), /ENOENT/);
    assert.deepEqual((await seat.run(good, never)).summary, { records: 1 });
    seat.leave();
  });

  it('end a part that is not wanted any more at once, whatever it is at', async () => {
    const seat = await pool.seat(never);
    const good = await order(1);
    await seat.run(good, never);
    const stop = new AbortController();
    const running = seat.run(await order(60_000), stop.signal);
    const reason = new Error('enough');
    setTimeout(() => stop.abort(reason), 100);
    await assert.rejects(running, reason);
    assert.deepEqual((await seat.run(await order(1), never)).summary, { records: 1 });
    seat.leave();
  });

  it('are given to who asked first, and to nobody who went away', async () => {
    const first = await pool.seat(never);
    assert.equal(pool.freeSeat(), null);
    const gone = new AbortController();
    const left = pool.seat(gone.signal);
    const second = pool.seat(never);
    gone.abort(new Error('gone'));
    await assert.rejects(left, /gone/);
    first.leave();
    first.leave();
    const seat = await second;
    assert.equal(pool.freeSeat(), null);
    seat.leave();
    pool.freeSeat()!.leave();
  });
});
