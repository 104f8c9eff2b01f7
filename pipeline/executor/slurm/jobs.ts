import { randomUUID } from 'node:crypto';
import type { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Localized } from '../../contracts/names.ts';
import type { SlurmSettings } from '../../contracts/slurm.ts';
import { SlurmCommands } from '../../slurm/commands.ts';
import type { FinalState } from '../../slurm/job-state.ts';
import type { QueuedJob } from '../../slurm/queue-json.ts';
import type { Submission } from '../../slurm/submission.ts';
import type { LookAtJobs } from '../cluster/board.ts';
import type { ClusterJobs, ClusterWork, EndedJob, WaitingFor } from '../cluster/jobs.ts';
import { type Laid, LayOut, type Outfit } from '../cluster/lay-out.ts';
import type { Outcome } from '../cluster/outcome.ts';
import { type Patience, patiently } from '../cluster/patience.ts';
import { SharedFolder } from '../cluster/place.ts';
import { arrayOf, markTask, namedIn, tasksIn } from './array.ts';
import { arrayScript, batchScript } from './batch-script.ts';
import { Gathering } from './gathering.ts';
import { lookAtQueue } from './looks.ts';
import { faultOf, SLURM_FOLDER } from './outcome.ts';
import { awayMessage, messageOf } from './progress.ts';

const SCRIPT = 'batch.sh';
const ARRAY_SCRIPT = 'array.sh';
/** Slurm fills in the job's id. */
const LOG = 'job-%j.log';
const PATIENCE: Patience = { passing: ['SLURM_UNREACHABLE', 'SLURM_QUEUE_FULL'], waitingFor };
const LOOK_AT_RESULT_MS = 20_000;

export interface SlurmJobsOptions {
  readonly slurm: SlurmSettings;
  /** Tells jobs of several installations on one cluster apart. */
  readonly namespace: string;
  readonly packageDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Model work as jobs of Slurm. A job is known again by its name, which says what work it does. */
export class SlurmJobs implements ClusterJobs<QueuedJob, FinalState> {
  readonly name = 'slurm';
  readonly verbs;
  readonly pollMs: number;
  readonly folder: SharedFolder;
  readonly layOut: LayOut;
  readonly words = {
    seen: messageOf,
    away: (error: TouchstoneError) => awayMessage(String(error.params.detail ?? '')),
  };
  readonly look: LookAtJobs<QueuedJob, FinalState>;
  readonly #options: SlurmJobsOptions;
  readonly #commands: SlurmCommands;
  readonly #prefix: string;
  readonly #gathering = new Gathering<ClusterWork>((works, waiting) => this.#submitAll(works, waiting));

  constructor(options: SlurmJobsOptions) {
    const { slurm, namespace, packageDirectory, environment } = options;
    this.#options = options;
    this.#prefix = `touchstone-${namespace}-`;
    this.#commands = new SlurmCommands(slurm, environment);
    this.verbs = slurm.work;
    this.pollMs = slurm.pollSeconds * 1000;
    this.look = (ids, signal) => lookAtQueue(this.#commands, this.#prefix, ids, signal);
    this.folder = new SharedFolder(slurm.shared, SLURM_FOLDER);
    this.layOut = new LayOut(this.folder, packageDirectory);
  }

  owns(): boolean {
    return true;
  }

  async find(work: ClusterWork, waiting: WaitingFor): Promise<string | null> {
    const { place, number } = work;
    const owner = await place.ownerOf(number);
    const queue = await patiently(PATIENCE, waiting, () =>
      this.#commands.queue(this.#prefix, waiting.signal),
    );
    const ours = [...namedIn(queue, this.#nameOf(work)), ...tasksIn(queue, await arrayOf(place, number))];
    const chosen = ours.find(({ id }) => id === owner) ?? ours.find(({ ended }) => !ended) ?? ours.at(-1);
    for (const { id, ended } of ours)
      if (id !== chosen?.id && !ended) await this.#commands.cancel(id, waiting.signal);
    return owner ?? chosen?.id ?? null;
  }

  outfit({ place, number }: ClusterWork): Outfit {
    const { slurm } = this.#options;
    const script = batchScript({ place: place.directory, attempt: number, settings: slurm });
    return { device: slurm.node.device, threads: slurm.ask.cpus, files: { [SCRIPT]: script } };
  }

  submit(work: ClusterWork, _laid: Laid, waiting: WaitingFor): Promise<string> {
    return this.#gathering.add(work, waiting);
  }

  cancel(id: string, signal: AbortSignal): Promise<void> {
    return this.#commands.cancel(id, signal);
  }

  /** A job that is queued again waits two minutes, which Slurm gives a node to recover. One that asked for it itself needs none. */
  attend({ place, number }: ClusterWork, signal: AbortSignal): (job: QueuedJob) => void {
    let hurried = -1;
    const hurry = async ({ id, restarts }: QueuedJob): Promise<void> => {
      if ((await place.requeuedAt(number)) === restarts - 1) await this.#commands.startNow(id, signal);
    };
    return (job) => {
      if (!waitsForItsTime(job) || hurried >= job.restarts) return;
      hurried = job.restarts;
      // Otherwise it begins two minutes later.
      void hurry(job).catch(() => {});
    };
  }

  spoke(state: FinalState | null): boolean {
    return state === 'COMPLETED' || state === 'FAILED';
  }

  async faultOf(ended: EndedJob<FinalState>, outcome: Outcome | null): Promise<TouchstoneError> {
    const { id, place } = ended;
    const log = LOG.replace('%j', id);
    const tail = await place.logTail(log);
    return faultOf(ended, outcome, { tail, directory: place.directory, log: place.at(log) });
  }

  async account({ id }: EndedJob<FinalState>, signal: AbortSignal): Promise<Record<string, unknown>> {
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

  /** One job for one work, an array for several. Gives the ids in their order. */
  async #submitAll(works: readonly ClusterWork[], waiting: WaitingFor): Promise<string[]> {
    const [first] = works as [ClusterWork];
    if (works.length === 1) {
      const { place } = first;
      const files = { script: place.at(SCRIPT), directory: place.directory, log: place.at(LOG), array: null };
      return [await this.#submitOnce(this.#nameOf(first), files, waiting)];
    }
    const name = `${this.#prefix}array-${randomUUID()}`;
    const places = works.map(({ place }) => place.directory);
    await first.place.write(ARRAY_SCRIPT, arrayScript(places, SCRIPT));
    for (const [task, { place, number }] of works.entries()) await markTask(place, number, { name, task });
    const { length: tasks } = works;
    const files = { script: first.place.at(ARRAY_SCRIPT), directory: this.folder.root, log: '/dev/null' };
    const id = await this.#submitOnce(name, { ...files, array: { tasks, atOnce: tasks } }, waiting);
    return works.map((_, task) => `${id}_${task}`);
  }

  async #submitOnce(
    name: string,
    files: Pick<Submission, 'script' | 'directory' | 'log' | 'array'>,
    waiting: WaitingFor,
  ): Promise<string> {
    const { slurm, namespace } = this.#options;
    const { ask, warnSeconds } = slurm;
    const { signal } = waiting;
    let tried = false;
    return patiently(PATIENCE, waiting, async () => {
      // The answer to the last try may have been lost after Slurm had taken the job.
      const queue = tried ? await this.#commands.queue(name, signal) : [];
      const taken = queue.find((job) => job.name === name);
      if (taken !== undefined) return taken.array?.job ?? taken.id;
      tried = true;
      const comment = `touchstone.${namespace}`;
      return this.#commands.submit({ ask, name, comment, warnSeconds, ...files }, signal);
    });
  }

  #nameOf({ key, number }: ClusterWork): string {
    return `${this.#prefix}${key}-${number}`;
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
