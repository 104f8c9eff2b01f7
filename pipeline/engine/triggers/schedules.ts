import { causeOf } from '../../contracts/triggers.ts';
import { nextTimes } from '../../queue/calendar.ts';
import type { JobOutcome } from '../../queue/job-outcome.ts';
import type { Delivery, RepeatedTask, TaskQueue } from '../../queue/tasks.ts';
import type { Database } from '../../store/database/database.ts';
import {
  missedPipelines,
  type PipelineRow,
  pipelineIfThere,
  scheduledPipelines,
  setDue,
} from '../../store/rows/pipelines.ts';
import type { TriggerDoor } from './door.ts';

/** Names of repeated tasks that are schedules of pipelines. */
const PREFIX = 'schedule-';

/** A moment that came so long ago and was not heard of was missed: the queue had lost it. */
const MISSED_AFTER_SECONDS = 20;

export interface ScheduleParts {
  readonly database: Database;
  readonly tasks: TaskQueue;
  readonly door: TriggerDoor;
}

/**
 * Starts pipelines by the calendar. Which moment comes next is on record; the queue only tells when it has come. Each
 * moment has one trigger, whoever hears of it and however often.
 */
export class Schedules {
  readonly #parts: ScheduleParts;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
  }

  /** Has the queue repeat the schedules that are on record, and no others. */
  async arrange(): Promise<void> {
    const { database, tasks } = this.#parts;
    const known = new Map((await tasks.repetitions(PREFIX)).map((one) => [one.id, one]));
    for (const { name, schedule } of await scheduledPipelines(database)) {
      if (schedule === null) continue;
      const id = PREFIX + name;
      const { cron, tz } = schedule;
      if (!isSo(known.get(id), { cron, tz })) {
        await tasks.repeat(id, { cron, tz }, { task: 'schedule', pipeline: name });
      }
      known.delete(id);
    }
    for (const id of known.keys()) await tasks.endRepetition(id);
  }

  /** The queue says that a moment has come. */
  async come({ task, due }: Delivery<{ task: 'schedule'; pipeline: string }>): Promise<JobOutcome> {
    const pipeline = await pipelineIfThere(this.#parts.database, task.pipeline);
    // What was changed, paused or removed since is arranged anew; this is the last of the schedule before.
    if (pipeline !== null && due !== null && isMoment(pipeline, due)) await this.#start(pipeline, due);
    return { kind: 'done' };
  }

  /** Starts what came while nobody heard of it: once for each pipeline, however many moments were missed. */
  async catchUp(): Promise<void> {
    for (const pipeline of await missedPipelines(this.#parts.database, MISSED_AFTER_SECONDS)) {
      await this.#start(pipeline, pipeline.due_at!);
    }
  }

  async #start(pipeline: PipelineRow, due: Date): Promise<void> {
    const { database, door } = this.#parts;
    const { name, schedule, changed_by } = pipeline;
    const moment = due.toISOString();
    await door.pull({
      name,
      cause: causeOf({ kind: 'schedule', by: changed_by, due: moment }),
      key: `schedule:${moment}`,
      asked: { of: 'pipeline', dataset: null, again: false, only_if_changed: schedule!.only_if_changed },
    });
    const later = new Date(Math.max(due.getTime(), Date.now()));
    await setDue(database, pipeline, nextTimes(schedule!, later, 1)[0] ?? null);
  }
}

/** Whether a repetition is by this very calendar. */
function isSo(
  known: RepeatedTask | undefined,
  wanted: { readonly cron: string; readonly tz: string },
): boolean {
  return (
    known !== undefined &&
    'cron' in known.when &&
    known.when.cron === wanted.cron &&
    known.when.tz === wanted.tz
  );
}

/** Whether a pipeline that is at work has this moment in its schedule. */
function isMoment({ schedule, paused_at }: PipelineRow, due: Date): boolean {
  if (schedule === null || paused_at !== null) return false;
  return nextTimes(schedule, new Date(due.getTime() - 1), 1)[0]?.getTime() === due.getTime();
}
