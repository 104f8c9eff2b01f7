import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainerSettings } from '../config/trainer-settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { ModelWork, StageProgress } from '../contracts/stage.ts';
import type { TrainerJob, TrainerResult } from '../contracts/trainer.ts';
import { trainerEnvironment, withoutNetwork } from './isolation.ts';
import { type JobProcess, startJob } from './standbys.ts';
import { errorOf, progressOf, type TrainerEvent, trainerEventSchema } from './trainer-events.ts';

/** A trainer that was asked to stop has this long to store its checkpoint. */
const GRACE_MS = 25_000;

export interface LocalExecutorOptions {
  readonly trainer: TrainerSettings;
  /** Directory of the package `touchstone_trainer`. */
  readonly packageDirectory: string;
  /** Where job files and the trainer's own home lie. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Runs the trainer on this machine, each job in a process of its own that ends when the service does. */
export class LocalExecutor implements ModelWork {
  readonly #options: LocalExecutorOptions;

  constructor(options: LocalExecutorOptions) {
    this.#options = options;
  }

  async run(
    job: TrainerJob,
    options: { onProgress(progress: StageProgress): void; signal: AbortSignal },
  ): Promise<TrainerResult> {
    const { trainer, directory } = this.#options;
    if (!existsSync(trainer.python))
      throw new TouchstoneError('TRAINER_MISSING', { params: { detail: trainer.python } });
    options.signal.throwIfAborted();
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, `${randomUUID()}.json`);
    const { device, threads, processes } = trainer;
    const ours = { device, dtype: 'auto', threads, ...(job.verb === 'train' ? { processes } : {}) };
    await writeFile(file, JSON.stringify({ ...job, ...ours }), { mode: 0o600 });
    try {
      return await this.#perform(job, file, options);
    } finally {
      await rm(file, { force: true });
    }
  }

  async #perform(
    job: TrainerJob,
    file: string,
    { onProgress, signal }: { onProgress(progress: StageProgress): void; signal: AbortSignal },
  ): Promise<TrainerResult> {
    const { trainer, packageDirectory, directory, environment } = this.#options;
    const online = job.verb === 'base' && job.source.allow_network === true;
    const prefix = online ? [] : await withoutNetwork();
    const program = {
      command: [...prefix, trainer.python],
      environment: trainerEnvironment(environment, { packageDirectory, online }),
    };
    let result: TrainerResult | null = null;
    let failure: Extract<TrainerEvent, { event: 'error' }> | null = null;
    const process = startJob(program, { verb: job.verb, job: file, directory }, (line) => {
      const event = readEvent(line);
      const progress = event === null ? null : progressOf(event);
      if (progress !== null) onProgress(progress);
      else if (event?.event === 'result') result = event;
      else if (event?.event === 'error') failure = event;
    });
    const stop = stopOn(process, signal);
    try {
      const end = await process.ended.catch((cause: unknown) => {
        throw new TouchstoneError('TRAINER_MISSING', { params: { detail: String(cause) }, cause });
      });
      if (end.status === 0 && result !== null) return result;
      signal.throwIfAborted();
      throw errorOf(end.status, end.signal, failure, end.log);
    } finally {
      stop();
    }
  }
}

/** Asks the job's process to end when the signal aborts, and ends it when it does not. Returns the way out. */
function stopOn(process: JobProcess, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    process.kill('SIGTERM');
    timer = setTimeout(() => process.kill('SIGKILL'), GRACE_MS);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return () => {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  };
}

function readEvent(line: string): TrainerEvent | null {
  try {
    const parsed = trainerEventSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: a library printed something. The protocol's own lines are always JSON.
    return null;
  }
}
