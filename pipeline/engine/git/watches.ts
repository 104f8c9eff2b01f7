import { randomUUID } from 'node:crypto';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { DeliveryReader, RawDelivery } from '../../contracts/git/delivery.ts';
import { causeOf } from '../../contracts/triggers.ts';
import type { JobOutcome } from '../../queue/job-outcome.ts';
import type { Delivery as Task, TaskQueue } from '../../queue/tasks.ts';
import {
  forgetDeliveries,
  freeWatchesOf,
  type GitWatchRow,
  letGo,
  recordDelivery,
  recordFailure,
  takeWatch,
  wantedLooks,
  wantLook,
  watchOf,
} from '../../store/rows/git-watches.ts';
import { pipelineIfThere, watchingPipelines } from '../../store/rows/pipelines.ts';
import { type LookParts, lookAt, sourceOf, type WatchingPipeline } from './look.ts';

/** Names of repeated tasks that look at repositories. */
const PREFIX = 'git_look-';

/** Between tries where the way to a repository is broken: twice as long each time, an hour at most. */
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 3600;

/** Webhooks are remembered for so many days. */
const REMEMBERED_DAYS = 90;

/** A look that was asked for so long ago, and that nobody is at, was lost by the queue. */
const LOST_AFTER_SECONDS = 20;

const MINUTE_MS = 60_000;

export interface WatchParts extends LookParts {
  readonly tasks: TaskQueue;
  readonly readDelivery: DeliveryReader;
  /** The value of a secret. Errors: `SECRET_MISSING`, `SECRET_EXPOSED`. */
  reveal(name: string): Promise<string>;
  /** Names this service. */
  readonly owner: string;
  /** Seconds that one look may take. */
  readonly timeoutSeconds: number;
  /** Aborted when the service shuts down. */
  readonly shutdown: AbortSignal;
  log(line: string): void;
}

/**
 * Watches repositories: by webhooks, which only say that somebody should look, and by looking now and then. That a look is
 * wanted is on record; the queue only tells when. One service looks at a repository at a time.
 */
export class GitWatches {
  readonly #parts: WatchParts;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Has the queue repeat the looks that pipelines ask for, and no others. */
  async arrange(): Promise<void> {
    const { database, tasks } = this.#parts;
    const known = new Map((await tasks.repetitions(PREFIX)).map((one) => [one.id, one.when]));
    for (const { name, git } of await watchingPipelines(database)) {
      if (git?.poll_minutes == null) continue;
      const id = PREFIX + name;
      const everyMs = git.poll_minutes * MINUTE_MS;
      const when = known.get(id);
      if (when === undefined || !('everyMs' in when) || when.everyMs !== everyMs)
        await tasks.repeat(id, { everyMs }, { task: 'git_look', pipeline: name });
      known.delete(id);
    }
    for (const id of known.keys()) await tasks.endRepetition(id);
    await forgetDeliveries(database, REMEMBERED_DAYS);
  }

  /** What a killed service was at is looked at again; looks that the queue lost are put back. */
  async heal(restarted = false): Promise<void> {
    const { database, tasks, owner } = this.#parts;
    if (restarted) await freeWatchesOf(database, owner);
    for (const name of await wantedLooks(database, restarted ? 0 : LOST_AFTER_SECONDS)) {
      // Under one name: while it waits in the queue it is not put in again.
      const id = `git_look_lost-${name}`;
      await tasks.add(id, { task: 'git_look', pipeline: name });
    }
  }

  /** Has the repository looked at as soon as may be. Errors: `PIPELINE_NOT_FOUND`, `GIT_NOT_WATCHED`. */
  async want(pipeline: WatchingPipeline): Promise<void> {
    await wantLook(this.#parts.database, pipeline.name, sourceOf(pipeline.git));
    await this.#ask(pipeline.name);
  }

  /**
   * Takes a webhook in: whether it had the repository looked at. Errors: `GIT_SIGNATURE`, for everything that whoever has
   * not the secret need not know; `GIT_DELIVERY_REPLAYED`, `GIT_DELIVERY_STALE`, `GIT_DELIVERY_UNREADABLE`.
   */
  async receive(name: string, raw: RawDelivery): Promise<boolean> {
    const { database, readDelivery } = this.#parts;
    const pipeline = await pipelineIfThere(database, name);
    const webhook = pipeline?.git?.webhook ?? null;
    if (pipeline === null || webhook === null) throw new TouchstoneError('GIT_SIGNATURE');
    const delivery = readDelivery(webhook.forge, raw, await this.#secret(name, webhook.secret));
    const { branch, defaultBranch } = delivery;
    const known = (await watchOf(database, name))?.branch ?? null;
    const wanted = pipeline.git!.branch ?? defaultBranch ?? known ?? branch;
    const looks = branch !== null && branch === wanted;
    // In one: what is remembered as taken in is on record as wanted too.
    await database.transaction(async (sql) => {
      if (!(await recordDelivery(sql, name, delivery.ids)))
        throw new TouchstoneError('GIT_DELIVERY_REPLAYED', { params: { name } });
      if (looks) await wantLook(sql, name, sourceOf(pipeline.git!));
    });
    if (looks) await this.#ask(name);
    return looks;
  }

  /** The queue says that somebody should look. */
  async come({ task, due }: Task<{ task: 'git_look'; pipeline: string }>): Promise<JobOutcome> {
    const { database, owner, timeoutSeconds, shutdown } = this.#parts;
    const pipeline = await pipelineIfThere(database, task.pipeline);
    if (pipeline === null || pipeline.git === null || pipeline.paused_at !== null) return { kind: 'done' };
    const watching = pipeline as WatchingPipeline;
    const before = await watchOf(database, pipeline.name);
    const source = sourceOf(pipeline.git);
    const take = { name: pipeline.name, source, by: owner, seconds: timeoutSeconds + 60 };
    const watch = await takeWatch(database, take);
    if (watch === null) {
      // Somebody looks at this moment, perhaps at what was there before a push: it is looked at once more.
      if (due === null) await wantLook(database, pipeline.name, source);
      return { kind: 'done' };
    }
    const wanted = before?.wanted_at != null;
    try {
      await lookAt(this.#parts, watching, watch, shutdown);
    } catch (thrown) {
      return this.#failed(watching, watch, thrown, wanted);
    }
    if ((await watchOf(database, pipeline.name))?.wanted_at != null) await this.#ask(pipeline.name);
    return { kind: 'done' };
  }

  async #failed(
    { name, git, revision }: WatchingPipeline,
    watch: GitWatchRow,
    thrown: unknown,
    wanted: boolean,
  ): Promise<JobOutcome> {
    const { database, door, shutdown, log } = this.#parts;
    if (shutdown.aborted) {
      await letGo(database, name);
      return { kind: 'done' };
    }
    const error = TouchstoneError.from(thrown);
    log(`git: ${name}: ${error.message}`);
    const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(watch.failures, 10));
    // Who only looks now and then looks again at the next time anyway.
    const again = wanted && error.retryable ? wait : null;
    await recordFailure(database, name, error.toJSON(), again);
    if (again !== null) await this.#ask(name, again);
    // On record once for as long as it lasts, not at every look.
    if (!error.retryable && watch.error?.code !== error.code) {
      const cause = causeOf({ kind: 'git', reason: git.url });
      await door.refuse({ name, cause, key: `git:way:${error.code}:${revision}:${Date.now()}` }, error);
    }
    return { kind: 'done' };
  }

  /** Each time under a name of its own: a task that is under way would swallow one of the same name. */
  async #ask(name: string, seconds = 0): Promise<void> {
    const id = `git_look_now-${name}-${randomUUID()}`;
    await this.#parts.tasks.add(id, { task: 'git_look', pipeline: name }, seconds * 1000);
  }

  /** A secret that is missing is the operator's business, and not to be told to whoever calls. */
  async #secret(name: string, secret: string): Promise<string> {
    try {
      return await this.#parts.reveal(secret);
    } catch (thrown) {
      this.#parts.log(`git: webhook of ${name}: ${TouchstoneError.from(thrown).message}`);
      throw new TouchstoneError('GIT_SIGNATURE');
    }
  }
}
