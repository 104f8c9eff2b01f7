import { readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { joinBelow } from '../../config/safe-path.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { TRAINER_EXIT } from '../../contracts/trainer.ts';
import { awayOutcomeSchema } from '../away-outcome.ts';
import { errorOf, trainerEventSchema } from '../trainer-events.ts';
import { copyHashed } from './files.ts';
import { NAMES } from './lay-out.ts';
import type { FolderErrors, WorkPlace } from './place.ts';

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

/** A job that is over. `spoke`: it ended in a way that leaves an outcome, so that one is waited for. */
export interface OverJob {
  readonly id: string;
  readonly attempt: number;
  readonly spoke: boolean;
}

/**
 * What the job left. Null: nothing, as when it was killed, or never began. Where it should have left something that is
 * waited for a little. Error: the folder's `unusable`.
 */
export async function outcomeOf(place: WorkPlace, job: OverJob): Promise<Outcome | null> {
  const tries = job.spoke ? LATE_TRIES : 1;
  for (let left = tries; left > 0; left--) {
    const outcome = await read(place);
    if (outcome !== null && outcome.attempt === job.attempt && outcome.job === job.id) return outcome;
    if (left > 1) await delay(LATE_MS);
  }
  return null;
}

async function read(place: WorkPlace): Promise<Outcome | null> {
  const path = place.at(NAMES.outcome);
  const text = await place.folder.using(path, async () => {
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
  const broken = (file: string, detail: string) =>
    new TouchstoneError(place.folder.errors.resultBroken, { params: { job: outcome.job, file, detail } });
  await rm(part, { recursive: true, force: true });
  try {
    for (const { path, sha256 } of outcome.files) {
      const found = await copyHashed(joinBelow(place.at(NAMES.output), path), joinBelow(part, path)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOSPC')
            throw new TouchstoneError('DISK_FULL', { params: { place: dirname(to) } });
          throw broken(path, error.code ?? error.message);
        },
      );
      if (found !== sha256) throw broken(path, 'its digest differs');
    }
    await rm(to, { recursive: true, force: true });
    await rename(part, to);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** True where a job brought a result, whatever the cluster says of its end. */
export function isDone(outcome: Outcome | null): outcome is Outcome & { result: Record<string, unknown> } {
  return outcome !== null && outcome.status === TRAINER_EXIT.done && outcome.result !== null;
}

/** What the trainer itself said of its end, in the cluster's name where the program around it said so. */
export function faultOfTrainer(
  { status, error, log }: Outcome,
  { inputChanged }: FolderErrors,
): TouchstoneError {
  const event = trainerEventSchema.safeParse({ ...error, event: 'error' });
  const failure = event.success && event.data.event === 'error' ? event.data : null;
  const said = failure?.code === 'INPUT_CHANGED' ? { ...failure, code: inputChanged } : failure;
  return errorOf(status < 0 ? null : status, signalOf(status), said, log);
}

/** Python's exit status of a process that a signal ended is the signal's number below zero. */
function signalOf(status: number): string | null {
  if (status >= 0) return null;
  return status === -9 ? 'SIGKILL' : 'SIGTERM';
}
