import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Localized } from '../../contracts/names.ts';
import type { SlurmSettings } from '../../contracts/slurm.ts';
import type { ModelWork, StageProgress } from '../../contracts/stage.ts';
import type { TrainerJob, TrainerResult } from '../../contracts/trainer.ts';
import { SlurmCommands } from '../../slurm/commands.ts';
import type { FinalState } from '../../slurm/job-state.ts';
import type { QueuedJob } from '../../slurm/queue-json.ts';
import { JobBoard, type Sighting } from '../cluster/board.ts';
import { EventsTail } from '../cluster/events-tail.ts';
import { LayOut, NAMES } from '../cluster/lay-out.ts';
import { bringBack, isDone, outcomeOf } from '../cluster/outcome.ts';
import { isShutdown, type Patience, patiently } from '../cluster/patience.ts';
import { type Attempt, SharedFolder, type WorkPlace } from '../cluster/place.ts';
import { readNews, Teller } from '../cluster/teller.ts';
import { keyOf, type NodeJob } from '../cluster/work.ts';
import { batchScript } from './batch-script.ts';
import { lookAtQueue } from './looks.ts';
import { type EndedJob, faultOf, SLURM_FOLDER } from './outcome.ts';
import { awayMessage, messageOf } from './progress.ts';

const SCRIPT = 'batch.sh';
/** Slurm fills in the job's id. */
const LOG = 'job-%j.log';
const PATIENCE: Patience = { passing: ['SLURM_UNREACHABLE', 'SLURM_QUEUE_FULL'], waitingFor };
const WORDS = {
  seen: messageOf,
  away: (error: TouchstoneError) => awayMessage(String(error.params.detail ?? '')),
};
/** How often a job is shown that somebody waits for it. */
const WATCH_MS = 60_000;
/** Asking Slurm to end a job must not keep a cancelled run for longer. */
const CANCEL_MS = 20_000;
const LOOK_AT_RESULT_MS = 20_000;

export interface SlurmExecutorOptions {
  readonly slurm: SlurmSettings;
  /** Tells jobs of several installations on one cluster apart. */
  readonly namespace: string;
  readonly home: string;
  /** Does all other work. */
  readonly local: ModelWork;
  readonly packageDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface Options {
  onProgress(progress: StageProgress): void;
  readonly signal: AbortSignal;
}

/**
 * Hands model work to a Slurm cluster. A job is known again by its name, which says what work it does: after a restart of this
 * service, or by another one, it is followed and not submitted again. A run that is cancelled ends it.
 */
export class SlurmExecutor implements ModelWork {
  /** Of one stage; more would only stand in the queue before the work of others. */
  readonly atOnce = 16;
  readonly #options: SlurmExecutorOptions;
  readonly #commands: SlurmCommands;
  readonly #board: JobBoard<QueuedJob, FinalState>;
  readonly #folder: SharedFolder;
  readonly #layOut: LayOut;
  readonly #prefix: string;

  constructor(options: SlurmExecutorOptions) {
    const { slurm, namespace, packageDirectory, environment } = options;
    this.#options = options;
    this.#prefix = `touchstone-${namespace}-`;
    this.#commands = new SlurmCommands(slurm, environment);
    this.#board = new JobBoard(
      (ids, signal) => lookAtQueue(this.#commands, this.#prefix, ids, signal),
      slurm.pollSeconds * 1000,
    );
    this.#folder = new SharedFolder(slurm.shared, SLURM_FOLDER);
    this.#layOut = new LayOut(this.#folder, packageDirectory);
  }

  run(job: TrainerJob, options: Options): Promise<TrainerResult> {
    const { slurm, local } = this.#options;
    const taken = (job.verb === 'train' || job.verb === 'predict') && slurm.work.includes(job.verb);
    return taken ? this.#perform(job, options) : local.run(job, options);
  }

  async #perform(job: NodeJob, options: Options): Promise<TrainerResult> {
    // Where it is not mounted nothing must be made in its place.
    await this.#folder.using(this.#folder.root, () => access(this.#folder.root));
    const key = await keyOf(job, this.#options.home);
    const place = this.#folder.place(key);
    const attempt = await this.#jobFor(key, job, place, options);
    const state = await this.#follow(attempt, place, options);
    const ended: EndedJob = { id: attempt.job, state, attempt: attempt.number };
    const spoke = state === 'COMPLETED' || state === 'FAILED';
    const outcome = await outcomeOf(place, { id: attempt.job, attempt: attempt.number, spoke });
    if (!isDone(outcome)) {
      const log = place.at(LOG.replace('%j', attempt.job));
      const tail = await place.logTail(LOG.replace('%j', attempt.job));
      const fault = faultOf(ended, outcome, { tail, directory: place.directory, log });
      if (fault.code === 'SLURM_INPUT_CHANGED') await this.#layOut.forget(job);
      await place.setAttempt({ ...attempt, settled: true });
      throw fault;
    }
    try {
      await mkdir(dirname(job.out_dir), { recursive: true, mode: 0o700 });
      await bringBack(place, outcome, job.out_dir);
    } catch (error) {
      // The next try begins anew, or answers from the trainer's own checkpoint.
      await place.setAttempt({ ...attempt, settled: true });
      throw error;
    }
    const account = await this.#accountOf(attempt.job, options.signal);
    await place.remove();
    const { node, restarts } = outcome;
    return { ...outcome.result, slurm: { job: attempt.job, node, restarts, ...account } };
  }

  /** The job that does this work: the one that does it already, or a new one. */
  async #jobFor(
    key: string,
    job: NodeJob,
    place: WorkPlace,
    options: Options,
  ): Promise<Attempt & { readonly job: string }> {
    const last = await place.attempt();
    const number = last === null ? 1 : last.number + (last.settled ? 1 : 0);
    const begun = last !== null && !last.settled;
    if (begun && last.job !== null) return { ...last, job: last.job };
    const name = `${this.#prefix}${key}-${number}`;
    const known = await this.#jobNamed(name, number, place, options);
    const attempt = { format: 1 as const, number, settled: false };
    if (known === null) {
      const { slurm } = this.#options;
      const script = batchScript({ place: place.directory, attempt: number, settings: slurm });
      await this.#layOut.lay(job, place, {
        device: slurm.node.device,
        threads: slurm.ask.cpus,
        files: { [SCRIPT]: script },
      });
      // Written down first: whoever finds this looks for the job by its name before submitting one.
      await place.setAttempt({ ...attempt, job: null });
    }
    const submitted = known ?? this.#submit(name, number, place, options);
    const id = await Promise.resolve(submitted).catch(async (error: unknown) => {
      const { aborted, reason } = options.signal;
      if (aborted && isShutdown(reason)) throw error;
      // Whatever became of it in Slurm ends as soon as it begins. A job that was refused is kept there for some minutes,
      // so the next one gets a name of its own.
      await place.askToStop(number);
      await place.setAttempt({ number, job: null, settled: true });
      throw error;
    });
    await place.setAttempt({ ...attempt, job: id });
    return { ...attempt, job: id };
  }

  /** The job of this name, which a service submitted that died before it could write that down. */
  async #jobNamed(name: string, number: number, place: WorkPlace, options: Options): Promise<string | null> {
    const owner = await place.ownerOf(number);
    const queue = await patiently(PATIENCE, options, () =>
      this.#commands.queue(this.#prefix, options.signal),
    );
    const named = queue.filter((job) => job.name === name);
    const chosen =
      named.find(({ id }) => id === owner) ?? named.find(({ phase }) => phase !== 'ended') ?? named.at(-1);
    for (const { id, phase } of named)
      if (id !== chosen?.id && phase !== 'ended') await this.#commands.cancel(id, options.signal);
    return owner ?? chosen?.id ?? null;
  }

  async #submit(name: string, number: number, place: WorkPlace, options: Options): Promise<string> {
    const { slurm } = this.#options;
    let tried = false;
    return patiently(PATIENCE, options, async () => {
      // The answer to the last try may have been lost after Slurm had taken the job.
      const taken = tried ? await this.#jobNamed(name, number, place, options) : null;
      if (taken !== null) return taken;
      tried = true;
      return this.#commands.submit(
        {
          ask: slurm.ask,
          name,
          comment: `touchstone.${this.#options.namespace}`,
          script: place.at(SCRIPT),
          directory: place.directory,
          log: place.at(LOG),
          warnSeconds: slurm.warnSeconds,
          array: null,
        },
        options.signal,
      );
    });
  }

  async #follow(
    attempt: Attempt & { readonly job: string },
    place: WorkPlace,
    options: Options,
  ): Promise<FinalState | null> {
    const teller = new Teller(WORDS, options.onProgress);
    const tail = new EventsTail(place.at(NAMES.events));
    const over = new AbortController();
    const reading = readNews(tail, teller, over.signal);
    let hurried = -1;
    let watched = 0;
    const onSighting = (sighting: Sighting<QueuedJob, FinalState>): void => {
      teller.saw(sighting);
      const now = Date.now();
      if (now - watched > WATCH_MS) {
        watched = now;
        // The next round shows it again.
        void place.watch(new Date(now)).catch(() => {});
      }
      if (sighting.kind !== 'seen' || !waitsForItsTime(sighting.job) || hurried >= sighting.job.restarts)
        return;
      hurried = sighting.job.restarts;
      void this.#hurry(sighting.job, attempt, place, options.signal);
    };
    try {
      return await this.#board.follow(attempt.job, onSighting, options.signal);
    } catch (error) {
      // A service that is only shut down comes back to the job by its name.
      if (options.signal.aborted && !isShutdown(options.signal.reason)) await this.#cancel(attempt, place);
      throw error;
    } finally {
      over.abort();
      await reading;
      for (const progress of await tail.news()) teller.news(progress);
    }
  }

  /**
   * A job that is queued again waits two minutes, which Slurm gives a node to recover. One that asked for it itself needs none.
   */
  async #hurry(job: QueuedJob, attempt: Attempt, place: WorkPlace, signal: AbortSignal): Promise<void> {
    try {
      if ((await place.requeuedAt(attempt.number)) === job.restarts - 1)
        await this.#commands.startNow(job.id, signal);
    } catch {
      // It begins two minutes later.
    }
  }

  async #cancel(attempt: Attempt & { readonly job: string }, place: WorkPlace): Promise<void> {
    const signal = AbortSignal.timeout(CANCEL_MS);
    // Two ways: the job reads the first one also where Slurm cannot be reached, and when it only begins later.
    const asked = await Promise.allSettled([
      place.askToStop(attempt.number),
      this.#commands.cancel(attempt.job, signal),
    ]);
    if (asked.some(({ status }) => status === 'fulfilled'))
      await place.setAttempt({ ...attempt, settled: true }).catch(() => {});
  }

  /** What the job was given and used, as far as the cluster keeps it. */
  async #accountOf(id: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    try {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(LOOK_AT_RESULT_MS)]);
      const record = (await this.#commands.records([id], patience)).get(id);
      if (record === undefined) return {};
      const { seconds, allocated, cpuSeconds, peakBytes } = record;
      return { seconds, allocated, cpu_seconds: cpuSeconds, peak_bytes: peakBytes };
    } catch {
      // The result is there; what it cost in Slurm's books is not worth failing for.
      signal.throwIfAborted();
      return {};
    }
  }
}

function waitsForItsTime({ phase, reason, restarts }: QueuedJob): boolean {
  return phase === 'waiting' && reason === 'BeginTime' && restarts > 0;
}

function waitingFor(error: TouchstoneError): Localized {
  const detail = String(error.params.detail ?? '');
  if (error.code !== 'SLURM_QUEUE_FULL') return awayMessage(detail);
  return {
    en: `Slurm takes no more jobs for now (${detail}); it is tried again`,
    'zh-TW': `Slurm 目前不再接受更多作業（${detail}）；稍後再試`,
  };
}
