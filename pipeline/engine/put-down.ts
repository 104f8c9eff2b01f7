import { TouchstoneError } from '../contracts/errors/error.ts';
import type { StageJob } from '../queue/catalog.ts';
import type { JobOutcome } from '../queue/port.ts';
import { versionById } from '../store/rows/datasets.ts';
import { endRun, type RunRow } from '../store/rows/runs.ts';
import { type Attempt, dropStage } from '../store/rows/stage-runs.ts';
import { announceRun, announceStage } from './announce.ts';
import type { EngineParts } from './engine-parts.ts';
import { decideRetry } from './retry.ts';

/** Decides what becomes of a stage that did not end well, and says so. */
export async function putDown(
  parts: EngineParts,
  attempt: Attempt,
  error: TouchstoneError,
  failures: number,
  seconds: number,
): Promise<JobOutcome> {
  const stored = error.toJSON();
  if (parts.shutdown.aborted) {
    await dropStage(parts.database, attempt, { status: 'pending', error: null, seconds });
    return { kind: 'later', waitSeconds: 0 };
  }
  if (error.code === 'RUN_CANCELLED') {
    if (await dropStage(parts.database, attempt, { status: 'cancelled', error: null, seconds })) {
      await announceStage(parts, attempt, 'cancelled', { seconds });
    }
    return { kind: 'failed', reason: 'cancelled' };
  }
  const decision = decideRetry(error, failures, parts.stages[attempt.stage].retry);
  if (decision.kind === 'retry') {
    const { waitSeconds } = decision;
    if (await dropStage(parts.database, attempt, { status: 'pending', error: stored, seconds })) {
      const { stage } = attempt;
      await parts.events.append(attempt.runId, {
        type: 'retry',
        stage,
        attempt: attempt.attempt,
        waitSeconds,
        error: stored,
      });
    }
    return { kind: 'later', waitSeconds };
  }
  const ended = await parts.database.transaction(async (sql) => {
    if (!(await dropStage(sql, attempt, { status: 'failed', error: stored, seconds }))) return false;
    return endRun(sql, attempt.runId, { status: 'failed', error: stored });
  });
  if (ended) {
    await announceStage(parts, attempt, 'failed', { seconds, error });
    await announceRun(parts, attempt.runId, 'failed', error);
  }
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
    if (await endRun(parts.database, runId, { status: 'failed', error: error.toJSON() }))
      await announceRun(parts, runId, 'failed', error);
  }
  return { kind: 'failed', reason: 'QUEUE_PAYLOAD' };
}
