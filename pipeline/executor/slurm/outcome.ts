import { readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { joinBelow } from '../../config/safe-path.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ErrorCode } from '../../contracts/errors/table.ts';
import { TRAINER_EXIT } from '../../contracts/trainer.ts';
import type { FinalState } from '../../slurm/job-state.ts';
import { awayOutcomeSchema } from '../away-outcome.ts';
import { errorOf, trainerEventSchema } from '../trainer-events.ts';
import { copyHashed } from './files.ts';
import { NAMES } from './lay-out.ts';
import { onShared, type WorkPlace } from './place.ts';

const LARGEST_OUTCOME = 4 * 1024 * 1024;
/** Network file systems show another machine's files some seconds late. */
const LATE_TRIES = 15;
const LATE_MS = 1000;

/** What `on_node.py` writes at the end, however it came about. */
const outcomeSchema = awayOutcomeSchema.extend({
  job: z.string(),
  attempt: z.number().int(),
  node: z.string(),
  restarts: z.number().int().min(0),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** A job that is over. `state` is null where Slurm has forgotten it. */
export interface EndedJob {
  readonly id: string;
  readonly state: FinalState | null;
  readonly attempt: number;
}

/**
 * What the job left. Null: nothing, as when it was killed, or never began. Where it should have left something that is
 * waited for a little. Error: `SLURM_SHARED`.
 */
export async function outcomeOf(place: WorkPlace, job: EndedJob): Promise<Outcome | null> {
  const tries = job.state === 'COMPLETED' || job.state === 'FAILED' ? LATE_TRIES : 1;
  for (let left = tries; left > 0; left--) {
    const outcome = await read(place);
    if (outcome !== null && outcome.attempt === job.attempt && outcome.job === job.id) return outcome;
    if (left > 1) await delay(LATE_MS);
  }
  return null;
}

async function read(place: WorkPlace): Promise<Outcome | null> {
  const path = place.at(NAMES.outcome);
  const text = await onShared(path, async () => {
    const found = await stat(path).catch(() => null);
    return found === null || found.size > LARGEST_OUTCOME ? null : readFile(path, 'utf8');
  });
  if (text === null) return null;
  try {
    return outcomeSchema.parse(JSON.parse(text));
  } catch {
    // Another program's, or half seen.
    return null;
  }
}

/** Copies what the job made to where it belongs, each file as its digest says: all of them, or nothing. */
export async function bringBack(place: WorkPlace, outcome: Outcome, to: string): Promise<void> {
  const part = `${to}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    for (const { path, sha256 } of outcome.files) {
      const found = await copyHashed(joinBelow(place.at(NAMES.output), path), joinBelow(part, path)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOSPC')
            throw new TouchstoneError('DISK_FULL', { params: { place: dirname(to) } });
          throw broken(outcome, path, error.code ?? error.message);
        },
      );
      if (found !== sha256) throw broken(outcome, path, 'its digest differs');
    }
    await rm(to, { recursive: true, force: true });
    await rename(part, to);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

function broken({ job }: Outcome, file: string, detail: string): TouchstoneError {
  return new TouchstoneError('SLURM_RESULT_BROKEN', { params: { job, file, detail } });
}

/** What the cluster itself did to a job, whatever the trainer said while it happened. */
const BY_CLUSTER: Readonly<Partial<Record<FinalState, ErrorCode>>> = {
  OUT_OF_MEMORY: 'SLURM_OUT_OF_MEMORY',
  NODE_FAIL: 'SLURM_NODE_FAILED',
  BOOT_FAIL: 'SLURM_NODE_FAILED',
  TIMEOUT: 'SLURM_TIME_LIMIT',
  PREEMPTED: 'SLURM_PREEMPTED',
  CANCELLED: 'SLURM_JOB_CANCELLED',
  DEADLINE: 'SLURM_JOB_CANCELLED',
  REVOKED: 'SLURM_JOB_LOST',
};

/** True where a job brought a result, whatever Slurm says of its end. */
export function isDone(outcome: Outcome | null): outcome is Outcome & { result: Record<string, unknown> } {
  return outcome !== null && outcome.status === TRAINER_EXIT.done && outcome.result !== null;
}

/** Why a job brought no result: what the cluster did to it, else what the trainer said, else what is missing. */
export function faultOf(
  { id: job, state }: EndedJob,
  outcome: Outcome | null,
  found: { readonly tail: string; readonly directory: string; readonly log: string },
): TouchstoneError {
  const words = { job, state: state ?? '?', path: found.directory, log: found.log };
  const detail = found.tail.trim().split('\n').at(-1)?.slice(0, 500) ?? '';
  const params = { ...words, detail };
  const ofCluster = state === null ? undefined : BY_CLUSTER[state];
  if (ofCluster !== undefined) return new TouchstoneError(ofCluster, { params });
  if (outcome !== null && outcome.status !== TRAINER_EXIT.done) {
    const { status, error, log } = outcome;
    const event = trainerEventSchema.safeParse({ ...error, event: 'error' });
    const failure = event.success && event.data.event === 'error' ? event.data : null;
    if (failure?.code === 'SLURM_NO_PROGRESS') return new TouchstoneError('SLURM_NO_PROGRESS', { params });
    return errorOf(status < 0 ? null : status, signalOf(status), failure, log);
  }
  if (state === null) return new TouchstoneError('SLURM_JOB_LOST', { params });
  return new TouchstoneError(state === 'COMPLETED' ? 'SLURM_RESULT_MISSING' : 'SLURM_JOB_FAILED', { params });
}

/** Python's exit status of a process that a signal ended is the signal's number below zero. */
function signalOf(status: number): string | null {
  if (status >= 0) return null;
  return status === -9 ? 'SIGKILL' : 'SIGTERM';
}
