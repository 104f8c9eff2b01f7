import assert from 'node:assert/strict';
import type { StageResult } from '../../../../../pipeline/contracts/stage.ts';
import { endRun, reopenRun } from '../../../../../pipeline/store/rows/runs.ts';
import {
  type Attempt,
  beat,
  cancelStages,
  dropStage,
  finishStage,
  liveStages,
  stagesOf,
  stageTotals,
  startStage,
} from '../../../../../pipeline/store/rows/stage-runs.ts';
import { onEveryDatabase } from '../databases.ts';
import { storedRun } from './stored-run.ts';

const BLOB = { kind: 'blob', digest: 'b'.repeat(64), bytes: 3 } as const;
const RESULT: StageResult = { outputs: { records: BLOB, rejects: null }, summary: { kept: 3 } };
const END = { result: RESULT, cached: false, stageKey: 'k'.repeat(64), seconds: 1.5 };

onEveryDatabase('rows of stages', (database) => {
  const stageOf = async (run: string) => (await stagesOf(database(), [run]))[0]!;
  const start = (run: string, owner = 'worker') => startStage(database(), run, 'ingest', owner);
  const drop = (at: Attempt, status: 'pending' | 'failed' = 'pending') =>
    dropStage(database(), at, { status, error: null, seconds: 0 });

  it('go from pending through running, with progress, to done, once', async () => {
    const run = await storedRun(database());
    const at = (await start(run))!;
    assert.deepEqual(at, { runId: run, stage: 'ingest', attempt: 1 });
    assert.equal(await beat(database(), at, { percent: 40 }), true);
    assert.equal(await beat(database(), at, null), true);
    assert.deepEqual((await stageOf(run)).progress, { percent: 40 });
    assert.equal(await finishStage(database(), at, END), true);
    assert.equal(await finishStage(database(), at, END), false);
    const done = await stageOf(run);
    assert.deepEqual(
      [done.status, done.cached, done.stage_key, done.seconds],
      ['done', false, END.stageKey, 1.5],
    );
    assert.deepEqual([done.outputs, done.summary, done.progress], [RESULT.outputs, RESULT.summary, null]);
    assert.equal(await start(run), null, 'it is done');
    const totals = await stageTotals(database());
    assert.ok(totals.some(({ stage, cached, seconds }) => stage === 'ingest' && !cached && seconds >= 1.5));
  });

  it('let an attempt that was overtaken find nothing to write to', async () => {
    const run = await storedRun(database());
    const older = (await start(run, 'thought dead'))!;
    const newer = (await start(run, 'successor'))!;
    assert.equal(newer.attempt, 2);
    assert.equal(await beat(database(), older, { percent: 99 }), false);
    assert.equal(await finishStage(database(), older, END), false);
    assert.equal(await drop(older, 'failed'), false);
    assert.deepEqual([(await stageOf(run)).status, (await stageOf(run)).progress], ['running', null]);
    assert.equal(await finishStage(database(), newer, END), true);
  });

  it('fence off a worker of the time before a run was opened again', async () => {
    const run = await storedRun(database());
    const older = (await start(run, 'thought dead'))!;
    await endRun(database(), run, { status: 'cancelled', error: null });
    assert.equal(await reopenRun(database(), run), true);
    const newer = (await start(run, 'successor'))!;
    assert.notEqual(newer.attempt, older.attempt);
    assert.equal(await finishStage(database(), older, END), false);
    assert.equal(await beat(database(), newer, null), true);
  });

  it('give each of many simultaneous starts an attempt of its own', async () => {
    const run = await storedRun(database());
    const attempts = await Promise.all(Array.from({ length: 10 }, (_, i) => start(run, `worker ${i}`)));
    assert.deepEqual(
      attempts.map((at) => at!.attempt).sort((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    const ended = await Promise.all(attempts.map((at) => finishStage(database(), at!, END)));
    assert.equal(ended.filter(Boolean).length, 1);
  });

  it('are put down with their error and taken up again without it', async () => {
    const run = await storedRun(database());
    const at = (await start(run))!;
    const error = { code: 'STORE_UNREACHABLE', params: { store: 'x', detail: 'y' } } as const;
    assert.equal(await dropStage(database(), at, { status: 'pending', error, seconds: 2 }), true);
    const down = await stageOf(run);
    assert.deepEqual([down.status, down.error, down.seconds], ['pending', error, 2]);
    assert.equal((await start(run))!.attempt, 2);
    const up = await stageOf(run);
    assert.deepEqual([up.status, up.error, up.finished_at], ['running', null, null]);
  });

  it('stop when the run ends', async () => {
    const run = await storedRun(database());
    const at = (await start(run))!;
    await endRun(database(), run, { status: 'cancelled', error: null });
    assert.equal(await beat(database(), at, null), false);
    assert.equal(await start(run), null);
    await cancelStages(database(), run);
    assert.equal(await finishStage(database(), at, END), false);
    assert.equal((await stageOf(run)).status, 'cancelled');
  });

  it('are live while their heart beats, unless their owner is known to be dead', async () => {
    const run = await storedRun(database());
    await start(run, 'me');
    assert.deepEqual(await liveStages(database(), run, 60, null), ['ingest']);
    assert.deepEqual(await liveStages(database(), run, 60, 'another'), ['ingest']);
    assert.deepEqual(await liveStages(database(), run, 60, 'me'), []);
    await database().query(
      "UPDATE touchstone.stage_runs SET heartbeat = now() - interval '2 minutes' WHERE run_id = $1",
      [run],
    );
    assert.deepEqual(await liveStages(database(), run, 60, null), []);
  });
});
