import { z } from 'zod';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { type JobState, stateOf } from './job-state.ts';

/** A job as the queue shows it. */
export interface QueuedJob extends JobState {
  /** Of a task of an array `<array>_<task>`; of those that wait together the array's own. */
  readonly id: string;
  readonly name: string;
  /** Why it waits, by Slurm's own name; '' where there is none. */
  readonly reason: string;
  /** What is said beside the reason, such as names of nodes; ''. */
  readonly remark: string;
  /** Seconds since the epoch at which it is expected to start, or did; null: unknown. */
  readonly start: number | null;
  readonly restarts: number;
  /** As Slurm writes lists of nodes: `gpu[1-2]`. */
  readonly nodes: string;
  /** The array that it is a task of; its number there is null for those that wait together. */
  readonly array: { readonly job: string; readonly task: number | null } | null;
}

/** Up to 23.02 a plain number; since then with whether it is set. */
const number = z.union([
  z.number(),
  z.null(),
  z.looseObject({ set: z.boolean().optional(), infinite: z.boolean().optional(), number: z.number() }),
]);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const jobSchema = z.looseObject({
  job_id: z.number().int(),
  name: text,
  job_state: z.union([z.string(), z.array(z.string())]),
  state_reason: text,
  state_description: text,
  start_time: number.optional(),
  restart_cnt: number.optional(),
  nodes: text,
  array_job_id: number.optional(),
  array_task_id: number.optional(),
});
const queueSchema = z.looseObject({
  jobs: z.array(z.looseObject({ name: z.unknown() })),
  errors: z.array(z.unknown()).optional(),
});

/**
 * The jobs that `squeue --json` tells whose names begin so; 22.05 gives all jobs whatever it was asked, so that others' are left
 * unread. Both forms are known: a state that is a word (to 23.02) and one that is a list (since 23.11, 25.05 among them).
 * Error: `SLURM_ANSWER`.
 */
export function readQueue(output: string, prefix: string): QueuedJob[] {
  const parsed = queueSchema.safeParse(jsonIn(output));
  if (!parsed.success) throw misunderstood(z.prettifyError(parsed.error));
  return parsed.data.jobs
    .filter(({ name }) => typeof name === 'string' && name.startsWith(prefix))
    .map((job) => {
      const known = jobSchema.safeParse(job);
      if (!known.success) throw misunderstood(z.prettifyError(known.error));
      return jobOf(known.data);
    });
}

function jobOf(job: z.infer<typeof jobSchema>): QueuedJob {
  const reason = job.state_reason === 'None' ? '' : job.state_reason;
  const array = amountOf(job.array_job_id) || null;
  const task = amountOf(job.array_task_id);
  return {
    ...stateOf([job.job_state].flat().flatMap((word) => word.split('+'))),
    id: array === null || task === null ? String(job.job_id) : `${array}_${task}`,
    name: job.name,
    reason,
    remark: job.state_description,
    start: amountOf(job.start_time) || null,
    restarts: amountOf(job.restart_cnt) ?? 0,
    nodes: job.nodes,
    array: array === null ? null : { job: String(array), task },
  };
}

function amountOf(told: z.infer<typeof number> | undefined): number | null {
  if (typeof told === 'number') return told;
  if (told === null || told === undefined) return null;
  return told.set === false || told.infinite === true ? null : told.number;
}

function jsonIn(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    throw misunderstood(`no JSON: ${output.slice(0, 100)}`);
  }
}

function misunderstood(detail: string): TouchstoneError {
  return new TouchstoneError('SLURM_ANSWER', {
    params: { command: 'squeue', detail: detail.replaceAll('\n', ' ').slice(0, 300) },
  });
}
