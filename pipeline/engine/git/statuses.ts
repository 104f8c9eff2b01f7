import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { StatusTeller } from '../../contracts/git/status.ts';
import type { JobOutcome } from '../../queue/job-outcome.ts';
import type { Delivery, TaskQueue } from '../../queue/tasks.ts';
import type { Database, Queryable } from '../../store/database/database.ts';
import {
  commitTrigger,
  commitTriggersOfRun,
  type GitStatusRow,
  overdueStatuses,
  statusFailed,
  statusOf,
  statusSent,
  wantStatus,
} from '../../store/rows/git-statuses.ts';
import { pipelineIfThere } from '../../store/rows/pipelines.ts';
import { runById } from '../../store/rows/runs.ts';
import type { Happening, Happenings } from '../happenings.ts';
import { statusFor } from './status-texts.ts';

/** A forge that does not answer is told again for a day. */
const GIVEN_UP_AFTER_MS = 24 * 3600 * 1000;
const FIRST_WAIT_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 3600;

/** What should have been told so long ago was lost by the queue. */
const LOST_AFTER_SECONDS = 20;

export interface StatusParts {
  readonly database: Database;
  readonly tasks: TaskQueue;
  readonly tell: StatusTeller;
  readonly publicUrl: string | null;
  readonly shutdown: AbortSignal;
  log(line: string): void;
}

/**
 * Tells forges what came of the commits that were pushed to them. What is to be told is written down with what it is about,
 * and sent afterwards; a forge that does not take it is tried again, is seen to be, and never troubles the run.
 */
export class GitStatuses {
  readonly #parts: StatusParts;

  constructor(parts: StatusParts) {
    this.#parts = parts;
  }

  /** Listens to what happens to triggers and runs. */
  observe(happenings: Happenings): void {
    happenings.witness((sql, happening) => this.#write(sql, happening));
    happenings.listen(() => {
      this.#send(0).catch((error: unknown) => this.#parts.log(`git: ${TouchstoneError.from(error).message}`));
    });
  }

  /** Puts back what the queue lost. */
  async heal(): Promise<void> {
    await this.#send(LOST_AFTER_SECONDS);
  }

  /** The queue says that a forge is to be told. */
  async come({
    task,
  }: Delivery<{ task: 'git_status'; pipeline: string; commit: string }>): Promise<JobOutcome> {
    const { database, log } = this.#parts;
    const row = await statusOf(database, task.pipeline, task.commit);
    if (row === null || row.next_at === null) return { kind: 'done' };
    try {
      await this.#tell(row);
      return { kind: 'done' };
    } catch (thrown) {
      const error = TouchstoneError.from(thrown);
      log(`git: ${row.name}: ${error.message}`);
      const old = Date.now() - row.changed_at.getTime() > GIVEN_UP_AFTER_MS;
      const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(row.attempts, 9));
      await statusFailed(database, row, error.toJSON(), old ? null : wait);
      return old ? { kind: 'done' } : { kind: 'later', waitSeconds: wait };
    }
  }

  async #tell(row: GitStatusRow): Promise<void> {
    const { database, tell, publicUrl, shutdown } = this.#parts;
    const pipeline = await pipelineIfThere(database, row.name);
    const trigger = await commitTrigger(database, row.trigger_id);
    const language = pipeline?.git?.status?.language;
    // Whoever wants to be told no more is told no more.
    if (!pipeline?.git || trigger === null || language === undefined)
      return statusSent(database, row, 'unwanted');
    const run = trigger.run_id === null ? null : await runById(database, trigger.run_id);
    const status = statusFor(trigger, run, { language, publicUrl });
    await tell(pipeline.git, status, shutdown);
    await statusSent(database, row, status.state);
  }

  async #write(sql: Queryable, happening: Happening): Promise<void> {
    if (happening.type === 'trigger_settled') {
      const trigger = await commitTrigger(sql, happening.triggerId);
      if (trigger !== null) await wantStatus(sql, trigger);
      return;
    }
    for (const trigger of await commitTriggersOfRun(sql, happening.runId)) await wantStatus(sql, trigger);
  }

  async #send(seconds: number): Promise<void> {
    const { database, tasks } = this.#parts;
    // One task for each change: one that is under way tells what was before it.
    for (const { name, commit, change } of await overdueStatuses(database, seconds))
      await tasks.add(`git_status-${name}-${commit}-${change}`, {
        task: 'git_status',
        pipeline: name,
        commit,
      });
  }
}
