import { type StoredError, TouchstoneError } from '../contracts/errors/error.ts';
import type { RunEventBody } from '../contracts/events.ts';
import type { StageJob } from '../queue/catalog.ts';
import type { JobOutcome } from '../queue/job-outcome.ts';
import type { Queryable } from '../store/database/database.ts';
import { versionById } from '../store/rows/datasets.ts';
import { endRun, type RunRow, runById } from '../store/rows/runs.ts';
import { type Attempt, dropStage } from '../store/rows/stage-runs.ts';
import type { EngineParts } from './engine-parts.ts';
import { runEvent, stageEvent } from './event-bodies.ts';
import { decideRetry } from './retry.ts';

/** Decides what becomes of a stage that did not end well, and says so. */
export async function putDown(
  parts: EngineParts,
  attempt: Attempt,
  error: TouchstoneError,
  failures: number,
  seconds: number,
): Promise<JobOutcome> {
  const { runId, stage } = attempt;
  if (parts.shutdown.aborted) {
    await dropStage(parts.database, attempt, { status: 'pending', error: null, seconds });
    return { kind: 'later', waitSeconds: 0 };
  }
  if (error.code === 'RUN_CANCELLED') {
    await parts.events.change(runId, async (sql, tell) => {
      const dropped = await dropStage(sql, attempt, { status: 'cancelled', error: null, seconds });
      if (dropped) await tell(stageEvent(attempt, 'cancelled', { seconds }));
    });
    return { kind: 'failed', reason: 'cancelled' };
  }
  const stored = error.toJSON();
  const decision = decideRetry(error, failures, parts.stages[stage].retry);
  if (decision.kind === 'retry') {
    const { waitSeconds } = decision;
    await parts.events.change(runId, async (sql, tell) => {
      const dropped = await dropStage(sql, attempt, { status: 'pending', error: stored, seconds });
      if (dropped) await tell({ type: 'retry', stage, attempt: attempt.attempt, waitSeconds, error: stored });
    });
    return { kind: 'later', waitSeconds };
  }
  await parts.events.change(runId, async (sql, tell) => {
    if (!(await dropStage(sql, attempt, { status: 'failed', error: stored, seconds }))) return;
    await tell(stageEvent(attempt, 'failed', { seconds, error }));
    await failRun(sql, tell, runId, error);
  });
  return { kind: 'failed', reason: error.code };
}

/** Stages know their inputs as `dataset` and `test`; people know the files that they uploaded. */
export async function inNamedFiles(
  parts: EngineParts,
  run: RunRow,
  error: TouchstoneError,
): Promise<TouchstoneError> {
  if (error.place.file === undefined && error.faults.every((fault) => fault.place?.file === undefined))
    return error;
  const dataset = await versionById(parts.database, run.dataset_id);
  const test = run.test_id === null ? null : await versionById(parts.database, run.test_id);
  return error.inFile({ dataset: dataset.filename, ...(test === null ? {} : { test: test.filename }) });
}

/** A message that does not fit its schema fails its run, if it names one, and is never skipped in silence. */
export async function failVisibly(parts: EngineParts, payload: unknown, detail: string): Promise<JobOutcome> {
  const runId = (payload as Partial<StageJob> | null)?.runId;
  if (typeof runId === 'string') {
    const error = new TouchstoneError('QUEUE_PAYLOAD', {
      params: { id: runId, detail: detail.slice(0, 300) },
    });
    await parts.events.change(runId, (sql, tell) => failRun(sql, tell, runId, error));
  }
  return { kind: 'failed', reason: 'QUEUE_PAYLOAD' };
}

async function failRun(
  sql: Queryable,
  tell: (body: RunEventBody<StoredError>) => Promise<void>,
  runId: string,
  error: TouchstoneError,
): Promise<void> {
  if (!(await endRun(sql, runId, { status: 'failed', error: error.toJSON() }))) return;
  const { verdict } = await runById(sql, runId);
  await tell(runEvent('failed', verdict, error));
}
