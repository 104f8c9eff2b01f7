import { type Job, type Queue, UnrecoverableError } from 'bullmq';
import type { JobOutcome } from './job-outcome.ts';
import type { Delivery, RepeatedTask, Repetition, Task, TaskHandlers, TaskQueue } from './tasks.ts';
import { taskSchema } from './tasks.ts';

/** Tasks that one service does at once; each is short, or waits for others. */
export const TASKS_AT_ONCE = 4;

/** BullMQ keeps its own counsel about tries; how often is the handler's decision. */
const OPTIONS = {
  attempts: 1_000_000,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: { count: 1000 },
} as const;

/** Repeated tasks as BullMQ's job schedulers, which give each moment one job however many services share the queue. */
export class BullTaskQueue implements TaskQueue {
  readonly #queue: Queue;

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  async repeat(id: string, when: Repetition, task: Task): Promise<void> {
    const repeat = 'cron' in when ? { pattern: when.cron, tz: when.tz } : { every: when.everyMs };
    await this.#queue.upsertJobScheduler(id, repeat, { name: task.task, data: task, opts: OPTIONS });
  }

  async endRepetition(id: string): Promise<void> {
    await this.#queue.removeJobScheduler(id);
  }

  async repetitions(prefix: string): Promise<RepeatedTask[]> {
    const known = await this.#queue.getJobSchedulers();
    return known.flatMap(({ key, pattern, tz, every }): RepeatedTask[] => {
      if (!key.startsWith(prefix)) return [];
      if (pattern !== undefined) return [{ id: key, when: { cron: pattern, tz: tz ?? 'UTC' } }];
      return [{ id: key, when: { everyMs: Number(every) } }];
    });
  }

  async add(id: string, task: Task, delayMs = 0): Promise<void> {
    await this.#queue.add(task.task, task, { ...OPTIONS, removeOnFail: true, jobId: id, delay: delayMs });
  }
}

/** What a worker does with a job that arrives. A message that fits no task fails visibly in the queue, and in the log. */
export function performTask(
  handlers: TaskHandlers,
  onError: (error: Error) => void,
): (job: Job) => Promise<JobOutcome> {
  return async (job) => {
    const task = taskSchema.safeParse(job.data);
    if (!task.success) {
      const error = new UnrecoverableError(`a task that cannot be read: ${task.error.message.slice(0, 300)}`);
      onError(error);
      return { kind: 'failed', reason: error.message };
    }
    const due = job.opts.prevMillis === undefined ? null : new Date(job.opts.prevMillis);
    const handle = handlers[task.data.task] as (delivery: Delivery) => Promise<JobOutcome>;
    return handle({ task: task.data, due, failures: job.attemptsMade });
  };
}
