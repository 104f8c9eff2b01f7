import type { SlurmCommands } from '../../slurm/commands.ts';
import type { FinalState } from '../../slurm/job-state.ts';
import type { QueuedJob } from '../../slurm/queue-json.ts';
import type { Look } from '../cluster/board.ts';

/** One look at all jobs that are waited for: the queue, and for those that have left it what is kept of them. */
export async function lookAtQueue(
  commands: SlurmCommands,
  prefix: string,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Look<QueuedJob, FinalState>>> {
  const looks = new Map<string, Look<QueuedJob, FinalState>>();
  const queue = await commands.queue(prefix, signal);
  for (const job of queue)
    looks.set(job.id, job.phase === 'ended' ? { kind: 'ended', state: job.final } : { kind: 'seen', job });
  for (const id of wanted) {
    const together = looks.has(id) ? undefined : queue.find((job) => holdsTask(job, id));
    if (together !== undefined) looks.set(id, { kind: 'seen', job: { ...together, id } });
  }
  const missing = wanted.filter((id) => !looks.has(id));
  if (missing.length === 0) return looks;
  // They have left the queue: all asked for at once.
  const records = await commands.records(missing, signal);
  for (const id of missing) {
    const record = records.get(id);
    if (record !== undefined)
      looks.set(id, record.phase === 'ended' ? { kind: 'ended', state: record.final } : { kind: 'kept' });
  }
  return looks;
}

/** Tasks of an array that wait are one entry of the queue, which has no names for them. */
export function holdsTask({ array, phase }: QueuedJob, id: string): boolean {
  return array !== null && array.task === null && phase === 'waiting' && id.startsWith(`${array.job}_`);
}
