import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ModelWork } from '../../contracts/stage.ts';
import type { TrainerJob, TrainerResult } from '../../contracts/trainer.ts';
import { JobBoard, type Sighting } from './board.ts';
import { EventsTail } from './events-tail.ts';
import type { ClusterJobs, ClusterWork, EndedJob, WaitingFor } from './jobs.ts';
import { NAMES } from './lay-out.ts';
import { bringBack, isDone, outcomeOf } from './outcome.ts';
import { isShutdown } from './patience.ts';
import { readNews, Teller } from './teller.ts';
import { keyOf, type NodeJob } from './work.ts';

/** How often a job is shown that somebody waits for it. */
const WATCH_MS = 60_000;
/** Asking a cluster to end a job must not keep a cancelled run for longer. */
const CANCEL_MS = 20_000;

export interface ClusterExecutorOptions {
  readonly home: string;
  /** Does all other work. */
  readonly local: ModelWork;
}

/**
 * Hands model work to a cluster, one job each. A job is known again by what work it does: after a restart of this service, or
 * by another one, it is followed and not submitted again. A run that is cancelled ends it.
 */
export class ClusterExecutor<Seen, Final> implements ModelWork {
  /** Of one stage; more would only stand in the queue before the work of others. */
  readonly atOnce = 16;
  readonly #jobs: ClusterJobs<Seen, Final>;
  readonly #options: ClusterExecutorOptions;
  readonly #board: JobBoard<Seen, Final>;

  constructor(jobs: ClusterJobs<Seen, Final>, options: ClusterExecutorOptions) {
    this.#jobs = jobs;
    this.#options = options;
    this.#board = new JobBoard(jobs.look, jobs.pollMs);
  }

  takes(job: TrainerJob): job is NodeJob {
    return (job.verb === 'train' || job.verb === 'predict') && this.#jobs.verbs.includes(job.verb);
  }

  /** True where a job is at this work, or waits. Error: the folder's `unusable`. */
  async holds(job: NodeJob): Promise<boolean> {
    return (await this.#workOf(job)).begun;
  }

  run(job: TrainerJob, waiting: WaitingFor): Promise<TrainerResult> {
    return this.takes(job) ? this.#perform(job, waiting) : this.#options.local.run(job, waiting);
  }

  async #perform(job: NodeJob, waiting: WaitingFor): Promise<TrainerResult> {
    const jobs = this.#jobs;
    // Where it is not mounted nothing must be made in its place.
    await jobs.folder.using(jobs.folder.root, () => access(jobs.folder.root));
    const work = await this.#workOf(job);
    const { place, number } = work;
    const id = await this.#begin(work, waiting);
    const ended = await this.#follow(id, work, waiting);
    const outcome = await outcomeOf(place, { id, attempt: number, spoke: jobs.spoke(ended.state) });
    if (!isDone(outcome)) {
      const fault = await jobs.faultOf(ended, outcome);
      if (fault.code === jobs.folder.errors.inputChanged) await jobs.layOut.forget(job);
      await place.setAttempt({ number, job: id, settled: true });
      throw fault;
    }
    try {
      await mkdir(dirname(job.out_dir), { recursive: true, mode: 0o700 });
      await bringBack(place, outcome, job.out_dir);
    } catch (error) {
      // The next try begins anew, or answers from the trainer's own checkpoint.
      await place.setAttempt({ number, job: id, settled: true });
      throw error;
    }
    const account = await jobs.account(ended, waiting.signal);
    await place.remove();
    const { node, restarts } = outcome;
    return { ...outcome.result, [jobs.name]: { job: id, node, restarts, ...account } };
  }

  async #workOf(job: NodeJob): Promise<ClusterWork> {
    const key = await keyOf(job, this.#options.home);
    const place = this.#jobs.folder.place(key);
    const last = await place.attempt();
    const number = last === null ? 1 : last.number + (last.settled ? 1 : 0);
    return { key, job, place, number, begun: last !== null && !last.settled };
  }

  /** The id of the job that does this work: the one that does it already, or a new one. */
  async #begin(work: ClusterWork, waiting: WaitingFor): Promise<string> {
    const { key, job, place, number, begun } = work;
    const written = begun ? ((await place.attempt())?.job ?? null) : null;
    // Jobs write to this folder too: what it says may name no other job than its own.
    if (written !== null && this.#jobs.owns(written, key)) return written;
    try {
      let id = await this.#jobs.find(work, waiting);
      if (id === null) {
        const laid = await this.#jobs.layOut.lay(job, place, this.#jobs.outfit(work));
        // Written down first: whoever finds this looks for the job before submitting one.
        await place.setAttempt({ number, job: null, settled: false });
        id = await this.#jobs.submit(work, laid, waiting);
      }
      await place.setAttempt({ number, job: id, settled: false });
      return id;
    } catch (error) {
      const { aborted, reason } = waiting.signal;
      if (aborted && isShutdown(reason)) throw error;
      // Whatever became of it in the cluster ends as soon as it begins. One that was refused may be kept there for some minutes,
      // so the next one gets a name of its own.
      await place.askToStop(number);
      await place.setAttempt({ number, job: null, settled: true });
      throw error;
    }
  }

  /** Follows a job to its end, and tells people what is seen of it and what its trainer says. */
  async #follow(id: string, work: ClusterWork, { onProgress, signal }: WaitingFor): Promise<EndedJob<Final>> {
    const { place } = work;
    const teller = new Teller(this.#jobs.words, onProgress);
    const tail = new EventsTail(place.at(NAMES.events));
    const attend = this.#jobs.attend?.(work, signal);
    const over = new AbortController();
    const reading = readNews(tail, teller, over.signal);
    let watched = 0;
    let seen = false;
    const onSighting = (sighting: Sighting<Seen, Final>): void => {
      teller.saw(sighting);
      const now = Date.now();
      if (now - watched > WATCH_MS) {
        watched = now;
        // The next round shows it again.
        void place.watch(new Date(now)).catch(() => {});
      }
      if (sighting.kind !== 'seen') return;
      seen = true;
      attend?.(sighting.job);
    };
    try {
      const state = await this.#board.follow(id, onSighting, signal);
      return { id, state, place, seen };
    } catch (error) {
      // A service that is only shut down comes back to the job.
      if (signal.aborted && !isShutdown(signal.reason)) await this.#cancel(id, work);
      throw error;
    } finally {
      over.abort();
      await reading;
      for (const progress of await tail.news()) teller.news(progress);
    }
  }

  async #cancel(id: string, { place, number }: ClusterWork): Promise<void> {
    const signal = AbortSignal.timeout(CANCEL_MS);
    // Two ways: the job reads the first one also where the cluster cannot be reached, and when it only begins later.
    const asked = await Promise.allSettled([place.askToStop(number), this.#jobs.cancel(id, signal)]);
    if (asked.some(({ status }) => status === 'fulfilled'))
      await place.setAttempt({ number, job: id, settled: true }).catch(() => {});
  }
}
