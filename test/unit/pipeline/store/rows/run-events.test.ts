import assert from 'node:assert/strict';
import { appendEvent, eventsAfter } from '../../../../../pipeline/store/rows/run-events.ts';
import { onEveryDatabase } from '../databases.ts';
import { storedRun } from './stored-run.ts';

onEveryDatabase('rows of run events', (database) => {
  const progress = (percent: number) => ({
    type: 'progress' as const,
    stage: 'train' as const,
    progress: { percent },
  });

  it('are numbered from 1 without a gap, also when many write at once', async () => {
    const run = await storedRun(database());
    const other = await storedRun(database());
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => appendEvent(database(), i % 3 === 0 ? other : run, progress(i))),
    );
    const events = await eventsAfter(database(), run, 0);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    assert.equal(new Set(events.map(({ body }) => JSON.stringify(body))).size, 40);
    assert.equal((await eventsAfter(database(), other, 0)).length, 20);
  });

  it('go on after the last one that was seen', async () => {
    const run = await storedRun(database());
    for (const percent of [10, 20, 30]) await appendEvent(database(), run, progress(percent));
    const events = await eventsAfter(database(), run, 1);
    assert.deepEqual(
      events.map(({ runId, seq, body }) => ({ runId, seq, body })),
      [
        { runId: run, seq: 2, body: progress(20) },
        { runId: run, seq: 3, body: progress(30) },
      ],
    );
    assert.ok(Date.parse(events[0]!.at) <= Date.parse(events[1]!.at));
    assert.deepEqual(await eventsAfter(database(), run, 3), []);
  });

  it('come 500 at a time', async () => {
    const run = await storedRun(database());
    await database().query(
      `INSERT INTO touchstone.run_events (run_id, seq, body) SELECT $1, n, '{}' FROM generate_series(1, 501) n`,
      [run],
    );
    assert.equal((await eventsAfter(database(), run, 0)).at(-1)!.seq, 500);
    assert.equal((await eventsAfter(database(), run, 500)).length, 1);
  });

  it('of a transaction that is rolled back leave no gap', async () => {
    const run = await storedRun(database());
    await assert.rejects(
      database().transaction(async (sql) => {
        await appendEvent(sql, run, progress(1));
        throw new Error('no');
      }),
    );
    await appendEvent(database(), run, progress(2));
    assert.deepEqual(
      (await eventsAfter(database(), run, 0)).map(({ seq }) => seq),
      [1],
    );
  });
});
