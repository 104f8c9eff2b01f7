import { z } from 'zod';
import { registryNameSchema } from '../contracts/spec.ts';
import type { JobOutcome } from './job-outcome.ts';

/**
 * The messages of work that belongs to no stage of a run. Ids only, parsed again when they arrive, as the messages that
 * move runs are. Another kind is another member here, and a handler for it where the program is put together.
 */
export const taskSchema = z.discriminatedUnion('task', [
  /** "The schedule of this pipeline has come." */
  z.strictObject({ task: z.literal('schedule'), pipeline: registryNameSchema }),
  /** "Look at the repository of this pipeline." */
  z.strictObject({ task: z.literal('git_look'), pipeline: registryNameSchema }),
  /** "Tell the forge how things stand with this commit." */
  z.strictObject({
    task: z.literal('git_status'),
    pipeline: registryNameSchema,
    commit: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
  }),
]);
export type Task = z.infer<typeof taskSchema>;
export type TaskName = Task['task'];

/** When a task comes again: by the calendar of a time zone, or at an interval. */
export type Repetition = { readonly cron: string; readonly tz: string } | { readonly everyMs: number };

/** A task that comes again. */
export interface RepeatedTask {
  /** Unique; begins with the task's name and a hyphen. */
  readonly id: string;
  readonly when: Repetition;
}

/** One delivery of a task. */
export interface Delivery<T extends Task = Task> {
  readonly task: T;
  /** The moment that a repeated task was to come at, however late it is; null: it is no repeated one. */
  readonly due: Date | null;
  /** Earlier failed tries of this very delivery. */
  readonly failures: number;
}

/** What is done with each kind of task. */
export type TaskHandlers = {
  readonly [N in TaskName]: (delivery: Delivery<Extract<Task, { task: N }>>) => Promise<JobOutcome>;
};

/**
 * Tasks, moved by the queue: each delivery goes to one of the services that share it. Losing all of them loses nothing:
 * what is to be done is on record, and the reconciler puts the tasks back.
 */
export interface TaskQueue {
  /** Lets a task come again and again; one with this id is replaced. */
  repeat(id: string, when: Repetition, task: Task): Promise<void>;
  /** Ends a repetition; one that is not there is no error. */
  endRepetition(id: string): Promise<void>;
  /** Repetitions whose ids begin so. */
  repetitions(prefix: string): Promise<readonly RepeatedTask[]>;
  /** Has a task done once, as soon as may be or after a while; one with this id that is still to be done is not put in again. */
  add(id: string, task: Task, delayMs?: number): Promise<void>;
}
