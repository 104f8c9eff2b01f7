import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildEvent, type EndedBuild, followBuild } from '../../../jenkins/builds/follow.ts';
import type { BuildHandle } from '../../../jenkins/builds/handle.ts';
import { stopBuild } from '../../../jenkins/builds/stop.ts';
import { knownHandle, triggerBuild } from '../../../jenkins/builds/trigger.ts';
import { JenkinsClient } from '../../../jenkins/client/client.ts';
import { fullNameOf } from '../../../jenkins/job/set-up.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { JenkinsSettings, JenkinsTrainingSettings } from '../../contracts/jenkins.ts';
import type { ModelWork, StageProgress } from '../../contracts/stage.ts';
import { TRAINER_EXIT, type TrainerJob, type TrainerResult, type TrainJob } from '../../contracts/trainer.ts';
import { errorOf, trainerEventSchema } from '../trainer-events.ts';
import { bringBack, outcomeOfTraining, type TrainingOutcome } from './bring-back.ts';
import { baseDigestOf, envelopeOf, keyOf } from './envelope.ts';
import { packBase, sizeOfBase } from './pack-base.ts';
import { progressIn, waitingProgress } from './progress.ts';

/** Builds with one key before somebody should look. */
const MOST_TRIES = 50;
/** Asking Jenkins to stop a build must not keep a cancelled run for longer. */
const STOP_SECONDS = 20;

export interface JenkinsExecutorOptions {
  readonly jenkins: JenkinsSettings;
  readonly training: JenkinsTrainingSettings;
  /** Does all work but training. */
  readonly local: ModelWork;
  /** Where a packed base lies while it is sent. */
  readonly directory: string;
}

interface Options {
  onProgress(progress: StageProgress): void;
  readonly signal: AbortSignal;
}

/**
 * Hands training to an agent of Jenkins. A build is found again by its key after a restart of this service, which leaves
 * it going; a run that is cancelled stops it.
 */
export class JenkinsExecutor implements ModelWork {
  readonly #options: JenkinsExecutorOptions;
  readonly #client: JenkinsClient;
  readonly #job: string;

  constructor(options: JenkinsExecutorOptions) {
    this.#options = options;
    this.#client = new JenkinsClient(options.jenkins);
    this.#job = fullNameOf(options.jenkins.folder, options.training.job);
  }

  run(job: TrainerJob, options: Options): Promise<TrainerResult> {
    return job.verb === 'train' ? this.#train(job, options) : this.#options.local.run(job, options);
  }

  async #train(job: TrainJob, options: Options): Promise<TrainerResult> {
    const digest = await baseDigestOf(job.base_dir);
    const key = await keyOf(job, digest);
    let withBase = false;
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const { handle, old } = await this.#handleFor(
        job,
        { key: `${key}-${attempt}`, digest, withBase },
        options.signal,
      );
      const build = await this.#follow(handle, options);
      const from = { client: this.#client, job: this.#job, build, signal: options.signal };
      const outcome = await outcomeOfTraining(from);
      if (outcome?.status === TRAINER_EXIT.done && outcome.result !== null) {
        await bringBack(from, outcome, job.out_dir);
        return outcome.result;
      }
      // What an earlier attempt at this stage came to was told then; this one begins anew.
      if (old) continue;
      if (outcome?.status !== TRAINER_EXIT.baseUnreachable || withBase) throw this.#faultOf(build, outcome);
      await this.#mayBeSent(job.base_dir, digest);
      withBase = true;
    }
    throw new TouchstoneError('JENKINS_BUILD_FAILED', {
      params: {
        job: this.#job,
        number: MOST_TRIES,
        result: 'FAILURE',
        url: this.#options.jenkins.url.origin,
      },
    });
  }

  /** The build with this key, or a new one. `old`: it had ended before we asked. */
  async #handleFor(
    job: TrainJob,
    { key, digest, withBase }: { readonly key: string; readonly digest: string; readonly withBase: boolean },
    signal: AbortSignal,
  ): Promise<{ readonly handle: BuildHandle; readonly old: boolean }> {
    const known = await knownHandle(this.#client, this.#job, key, signal);
    if (known !== null) {
      const build = known.number === null ? null : await this.#client.build(this.#job, known.number, signal);
      return { handle: known, old: build !== null && !build.building };
    }
    const { label } = this.#options.training;
    const packedBase = withBase ? join(this.#options.directory, `${randomUUID()}.zip`) : null;
    try {
      if (packedBase !== null) {
        await mkdir(this.#options.directory, { recursive: true, mode: 0o700 });
        await packBase(job.base_dir, packedBase);
      }
      const { parameters, files } = await envelopeOf({ label, job, baseDigest: digest, packedBase });
      const request = { job: this.#job, parameters, key, files };
      const { handle } = await triggerBuild(this.#client, request, signal);
      return { handle, old: false };
    } finally {
      if (packedBase !== null) await rm(packedBase, { force: true });
    }
  }

  async #follow(handle: BuildHandle, { onProgress, signal }: Options): Promise<EndedBuild> {
    let now = handle;
    try {
      for await (const event of followBuild(this.#client, handle, { signal })) {
        if (event.kind === 'ended') return event.build;
        if (event.kind === 'started') now = { ...handle, number: event.number };
        for (const progress of progressOfEvent(event)) onProgress(progress);
      }
    } catch (error) {
      // A service that is only shut down comes back to the build by its key.
      if (signal.aborted && !isShutdown(signal.reason)) await this.#stop(now);
      throw error;
    }
    throw new TouchstoneError('INTERNAL', { params: { detail: 'a build was followed to no end' } });
  }

  async #stop(handle: BuildHandle): Promise<void> {
    try {
      await stopBuild(this.#client, handle, AbortSignal.timeout(STOP_SECONDS * 1000));
    } catch {
      // The run is cancelled in any case; a Jenkins that cannot be reached ends the build by its own timeout.
    }
  }

  async #mayBeSent(directory: string, digest: string): Promise<void> {
    const { sendBaseMib: limit } = this.#options.training;
    const size = Math.ceil((await sizeOfBase(directory)) / 1024 ** 2);
    if (size > limit)
      throw new TouchstoneError('JENKINS_BASE_TOO_LARGE', { params: { digest, size, limit } });
  }

  #faultOf(build: EndedBuild, outcome: TrainingOutcome | null): TouchstoneError {
    const { number, result } = build;
    const url = `${this.#options.jenkins.url.origin}${this.#options.jenkins.url.pathname}`.replace(/\/$/, '');
    const params = { job: this.#job, number, result, url };
    // Somebody stopped it there: it is not for us to begin anew.
    if (result === 'ABORTED') return new TouchstoneError('JENKINS_BUILD_ABORTED', { params });
    if (outcome === null || outcome.status === TRAINER_EXIT.done)
      return new TouchstoneError('JENKINS_BUILD_FAILED', { params });
    const { status, error, log } = outcome;
    const failure = trainerEventSchema.safeParse({ ...error, event: 'error' });
    const event = failure.success && failure.data.event === 'error' ? failure.data : null;
    return errorOf(status < 0 ? null : status, signalOf(status), event, log);
  }
}

function progressOfEvent(event: BuildEvent): StageProgress[] {
  if (event.kind === 'queued') return [waitingProgress(event.why)];
  return event.kind === 'log' ? progressIn(event.text) : [];
}

function isShutdown(reason: unknown): boolean {
  return reason instanceof TouchstoneError && reason.code === 'TRAINER_INTERRUPTED';
}

/** Python's exit status of a process that a signal ended is the signal's number below zero. */
function signalOf(status: number): string | null {
  if (status >= 0) return null;
  return status === -9 ? 'SIGKILL' : 'SIGTERM';
}
