import assert from 'node:assert/strict';
import { STAGE_NAMES } from '../../../../../pipeline/contracts/names.ts';
import {
  activeRuns,
  countRuns,
  endRun,
  listRunRows,
  markRunning,
  nextGeneration,
  recordDecision,
  recordOutcome,
  reopenRun,
  runById,
} from '../../../../../pipeline/store/rows/runs.ts';
import { finishStage, stagesOf, startStage } from '../../../../../pipeline/store/rows/stage-runs.ts';
import { onEveryDatabase, unique } from '../databases.ts';
import { SPEC, storedRun } from './stored-run.ts';

const WINDOW = { after: null, limit: 200 };

onEveryDatabase('rows of runs', (database) => {
  it('are stored queued, with every stage pending, in order', async () => {
    const id = await storedRun(database());
    const run = await runById(database(), id);
    assert.equal(run.status, 'queued');
    assert.deepEqual(run.spec, SPEC);
    assert.deepEqual(run.decisions, []);
    assert.equal(run.generation, 1);
    const stages = await stagesOf(database(), [id]);
    assert.deepEqual(
      stages.map(({ stage, status, attempt }) => ({ stage, status, attempt })),
      STAGE_NAMES.map((stage) => ({ stage, status: 'pending', attempt: 0 })),
    );
    await assert.rejects(runById(database(), 'run_nothing'), { code: 'RUN_NOT_FOUND' });
  });

  it('are listed newest first, by name and status, page by page', async () => {
    const name = unique('listed');
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await storedRun(database(), name));
    ids.reverse();
    await endRun(database(), ids[0]!, { status: 'succeeded', error: null });
    const list = async (filter: { name?: string; status?: 'queued' | 'succeeded' }, window = WINDOW) =>
      (await listRunRows(database(), { name, ...filter }, window)).map(({ id }) => id);
    assert.deepEqual(await list({}), ids);
    assert.deepEqual(await list({ status: 'succeeded' }), [ids[0]]);
    assert.deepEqual(await list({ status: 'queued' }), ids.slice(1));
    // One more than the limit, by which a page knows that there is a next one.
    assert.deepEqual(
      (await listRunRows(database(), { name }, { after: ids[1]!, limit: 2 })).map(({ id }) => id),
      ids.slice(2, 5),
    );
    const active = (await activeRuns(database())).map(({ id }) => id);
    assert.equal(active.includes(ids[0]!), false);
    assert.deepEqual(
      active.filter((id) => ids.includes(id)),
      ids.slice(1).reverse(),
    );
    const counts = await countRuns(database());
    assert.ok(counts.some(({ status, count }) => status === 'succeeded' && count >= 1));
  });

  it('begin once and end once, whoever comes first', async () => {
    const id = await storedRun(database());
    const began = await Promise.all([markRunning(database(), id), markRunning(database(), id)]);
    assert.deepEqual(began.sort(), [false, true]);
    const error = { code: 'DISK_FULL', params: { place: 'artifacts' } } as const;
    const ended = await Promise.all([
      endRun(database(), id, { status: 'cancelled', error: null }),
      endRun(database(), id, { status: 'failed', error }),
    ]);
    assert.deepEqual(ended.sort(), [false, true]);
    assert.equal(await markRunning(database(), id), false);
    assert.equal(await nextGeneration(database(), id), null);
    assert.notEqual((await runById(database(), id)).finished_at, null);
  });

  it('keep an error whose text the database would refuse', async () => {
    const id = await storedRun(database());
    const found = 'NUL \0, half a 𠮷: \ud842, the word \\u0000 itself, and 試金石 𠮷';
    await endRun(database(), id, { status: 'failed', error: { code: 'INTERNAL', params: {}, found } });
    const kept = (await runById(database(), id)).error?.found;
    assert.equal(kept, 'NUL \ufffd, half a 𠮷: \ufffd, the word \\u0000 itself, and 試金石 𠮷');
  });

  it('take outcomes one by one, and one decision a field', async () => {
    const id = await storedRun(database());
    await recordOutcome(database(), id, { verdict: 'PASS' });
    await recordOutcome(database(), id, { modelVersion: 3 });
    const run = await runById(database(), id);
    assert.deepEqual([run.verdict, run.model_version], ['PASS', 3]);
    const decision = (field: string, value: unknown) => ({
      field,
      value,
      reason: { en: 'because', 'zh-TW': '因為' },
    });
    await recordDecision(database(), id, decision('base', 'one'));
    await recordDecision(database(), id, decision('train.epochs', 3));
    await recordDecision(database(), id, decision('base', 'other'));
    assert.deepEqual((await runById(database(), id)).decisions, [
      decision('train.epochs', 3),
      decision('base', 'other'),
    ]);
  });

  it('count generations only while they are active', async () => {
    const id = await storedRun(database());
    assert.deepEqual(
      (await Promise.all([1, 2, 3].map(() => nextGeneration(database(), id)))).sort(),
      [2, 3, 4],
    );
  });

  it('open again after a failure, with what is done kept done', async () => {
    const id = await storedRun(database());
    assert.equal(await reopenRun(database(), id), false, 'it is active');
    const ingest = (await startStage(database(), id, 'ingest', 'worker'))!;
    const result = { outputs: {}, summary: {} };
    await finishStage(database(), ingest, { result, cached: false, stageKey: 'k', seconds: 1 });
    await startStage(database(), id, 'generate', 'worker');
    await endRun(database(), id, { status: 'failed', error: { code: 'INTERNAL', params: {} } });
    assert.equal(await reopenRun(database(), id), true);
    const run = await runById(database(), id);
    assert.deepEqual([run.status, run.error, run.finished_at], ['queued', null, null]);
    const [first, second] = await stagesOf(database(), [id]);
    assert.deepEqual([first!.status, second!.status], ['done', 'pending']);
  });
});
