import { access, mkdir } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import type { KubernetesSettings } from '../../contracts/kubernetes.ts';
import type { ModelWork, StageProgress } from '../../contracts/stage.ts';
import type { TrainerJob, TrainerResult } from '../../contracts/trainer.ts';
import { KubernetesClient } from '../../kubernetes/client.ts';
import { jobManifest } from '../../kubernetes/job-manifest.ts';
import type { FinalState, SeenJob } from '../../kubernetes/job-state.ts';
import { lookAtJobs } from '../../kubernetes/looks.ts';
import { installationOf, isJobOf, jobNameOf } from '../../kubernetes/names.ts';
import { JobBoard, type Sighting } from '../cluster/board.ts';
import { EventsTail } from '../cluster/events-tail.ts';
import { type Laid, LayOut, NAMES } from '../cluster/lay-out.ts';
import { bringBack, isDone, outcomeOf } from '../cluster/outcome.ts';
import { isShutdown, type Patience, patiently } from '../cluster/patience.ts';
import { type Attempt, SharedFolder, type WorkPlace } from '../cluster/place.ts';
import { readNews, Teller } from '../cluster/teller.ts';
import { keyOf, type NodeJob } from '../cluster/work.ts';
import { faultOf, KUBERNETES_FOLDER } from './outcome.ts';
import { awayMessage, messageOf } from './progress.ts';

const PATIENCE: Patience = {
  passing: ['KUBERNETES_UNREACHABLE', 'KUBERNETES_UNAUTHORIZED', 'KUBERNETES_QUOTA'],
  waitingFor: awayMessage,
};
const WORDS = { seen: messageOf, away: awayMessage };
/** How often a job is shown that somebody waits for it. */
const WATCH_MS = 60_000;
/** Asking Kubernetes to end a job must not keep a cancelled run for longer. */
const CANCEL_MS = 20_000;

export interface KubernetesExecutorOptions {
  readonly kubernetes: KubernetesSettings;
  /** Tells jobs of several installations in one namespace of the cluster apart. */
  readonly namespace: string;
  readonly home: string;
  /** Does all other work. */
  readonly local: ModelWork;
  readonly packageDirectory: string;
}

interface Options {
  onProgress(progress: StageProgress): void;
  readonly signal: AbortSignal;
}

/**
 * Hands model work to a Kubernetes cluster as one Job each. A Job is known again by its name, which says what work it does: after
 * a restart of this service, or by another one, it is followed and not created again. A run that is cancelled deletes it.
 */
export class KubernetesExecutor implements ModelWork {
  /** Of one stage; more would only stand in the queue before the work of others. */
  readonly atOnce = 16;
  readonly #options: KubernetesExecutorOptions;
  readonly #client: KubernetesClient;
  readonly #board: JobBoard<SeenJob, FinalState>;
  readonly #folder: SharedFolder;
  readonly #layOut: LayOut;
  readonly #installation: string;

  constructor(options: KubernetesExecutorOptions) {
    const { kubernetes, namespace, packageDirectory } = options;
    this.#options = options;
    this.#installation = installationOf(namespace);
    this.#client = new KubernetesClient(kubernetes.connection);
    this.#board = new JobBoard(
      (names, signal) => lookAtJobs(this.#client, this.#installation, names, signal),
      kubernetes.pollSeconds * 1000,
    );
    const { shared, mount } = kubernetes.volume;
    this.#folder = new SharedFolder(shared, KUBERNETES_FOLDER, mount);
    this.#layOut = new LayOut(this.#folder, packageDirectory);
  }

  run(job: TrainerJob, options: Options): Promise<TrainerResult> {
    const { kubernetes, local } = this.#options;
    const taken = (job.verb === 'train' || job.verb === 'predict') && kubernetes.work.includes(job.verb);
    return taken ? this.#perform(job, options) : local.run(job, options);
  }

  async #perform(job: NodeJob, options: Options): Promise<TrainerResult> {
    // Where it is not mounted nothing must be made in its place.
    await this.#folder.using(this.#folder.root, () => access(this.#folder.root));
    const key = await keyOf(job, this.#options.home);
    const place = this.#folder.place(key);
    const attempt = await this.#jobFor(key, job, place, options);
    const state = await this.#follow(attempt, place, options);
    const spoke = state?.kind === 'complete' || (state?.exitCode ?? null) !== null;
    const outcome = await outcomeOf(place, { id: attempt.job, attempt: attempt.number, spoke });
    if (!isDone(outcome)) {
      const fault = faultOf(attempt.job, state, outcome, place.directory);
      if (fault.code === 'KUBERNETES_INPUT_CHANGED') await this.#layOut.forget(job);
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
    await place.remove();
    const { node, restarts } = outcome;
    return {
      ...outcome.result,
      kubernetes: { job: attempt.job, node, restarts, seconds: state?.seconds ?? null },
    };
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
    // The pod writes to this folder too: what it says may name no other job than its own.
    if (begun && last.job !== null && isJobOf(last.job, key)) return { ...last, job: last.job };
    const name = jobNameOf(key, await place.life(), number);
    const attempt = { format: 1 as const, number, settled: false };
    const { signal } = options;
    try {
      // One that a service created that died before it could write that down is at work in this folder.
      const known =
        begun && (await patiently(PATIENCE, options, () => this.#client.job(name, signal))) !== null;
      if (!known) await this.#create(name, key, job, place, attempt, options);
    } catch (error) {
      if (signal.aborted && isShutdown(signal.reason)) throw error;
      // Whatever became of it in the cluster ends as soon as it begins.
      await place.askToStop(number);
      await place.setAttempt({ number, job: null, settled: true });
      throw error;
    }
    await place.setAttempt({ ...attempt, job: name });
    return { ...attempt, job: name };
  }

  async #create(
    name: string,
    key: string,
    job: NodeJob,
    place: WorkPlace,
    attempt: { readonly number: number; readonly settled: boolean },
    options: Options,
  ): Promise<void> {
    const { kubernetes } = this.#options;
    const { device, cpus: threads } = kubernetes.pod;
    const laid = await this.#layOut.lay(job, place, { device, threads, files: {} });
    // Written down first: whoever finds this looks for the job by its name before creating one.
    await place.setAttempt({ ...attempt, job: null });
    const order = {
      ...{ name, installation: this.#installation, work: key, attempt: attempt.number, verb: job.verb },
      ...this.#below({ base: laid.base, program: laid.program, place: place.directory }),
    };
    const manifest = jobManifest(order, kubernetes);
    // A name that is taken is this job: the answer to the last try was lost on its way.
    await patiently(PATIENCE, options, () => this.#client.createJob(manifest, options.signal));
  }

  /** Paths as the volume has them. */
  #below<T extends Laid & { readonly place: string }>(paths: T): { [name in keyof T]: string } {
    const { root } = this.#folder;
    const below = Object.entries(paths).map(([name, path]) => [
      name,
      relative(root, path).replaceAll(sep, '/'),
    ]);
    return Object.fromEntries(below) as { [name in keyof T]: string };
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
    let watched = 0;
    let seen = false;
    const onSighting = (sighting: Sighting<SeenJob, FinalState>): void => {
      teller.saw(sighting);
      seen ||= sighting.kind === 'seen';
      const now = Date.now();
      if (now - watched <= WATCH_MS) return;
      watched = now;
      // The next round shows it again.
      void place.watch(new Date(now)).catch(() => {});
    };
    try {
      const state = await this.#board.follow(attempt.job, onSighting, options.signal);
      // What was there a moment ago and is not any more, somebody took away.
      return state === null && seen ? DELETED : state;
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

  async #cancel(attempt: Attempt & { readonly job: string }, place: WorkPlace): Promise<void> {
    const signal = AbortSignal.timeout(CANCEL_MS);
    // Two ways: the pod reads the first one also where the API server cannot be reached, and when it only begins later.
    const asked = await Promise.allSettled([
      place.askToStop(attempt.number),
      this.#client.deleteJob(attempt.job, signal),
    ]);
    if (asked.some(({ status }) => status === 'fulfilled'))
      await place.setAttempt({ ...attempt, settled: true }).catch(() => {});
  }
}

const DELETED: FinalState = {
  kind: 'deleted',
  reason: '',
  container: '',
  exitCode: null,
  message: '',
  seconds: null,
};
