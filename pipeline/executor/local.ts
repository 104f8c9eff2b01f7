import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TrainerSettings } from '../config/settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { ModelWork, StageProgress } from '../contracts/stage.ts';
import type { TrainerJob, TrainerResult } from '../contracts/trainer.ts';
import { trainerEnvironment, withoutNetwork } from './isolation.ts';
import {
  errorOf,
  progressOf,
  resumedProgress,
  type TrainerEvent,
  trainerEventSchema,
} from './trainer-events.ts';

/** A trainer that was asked to stop has this long to store its checkpoint. */
const GRACE_MS = 25_000;
const LOG_TAIL_CHARACTERS = 16 * 1024;

export interface LocalExecutorOptions {
  readonly trainer: TrainerSettings;
  /** Directory of the package `touchstone_trainer`. */
  readonly packageDirectory: string;
  /** Where job files and the trainer's own home lie. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs the trainer as a process of this machine. Its standard input is a pipe from us and nothing more: when the
 * service dies, even by `kill -9`, the pipe closes, and the trainer stores its checkpoint and ends.
 */
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
      return await this.#perform(await this.#spawn(job, file), options);
    } finally {
      await rm(file, { force: true });
    }
  }

  async #spawn(job: TrainerJob, file: string): Promise<ChildProcess> {
    const { trainer, packageDirectory, directory, environment } = this.#options;
    const online = job.verb === 'base' && job.source.allow_network === true;
    const prefix = online ? [] : await withoutNetwork();
    const [program, ...args] = [
      ...prefix,
      trainer.python,
      '-m',
      'touchstone_trainer',
      job.verb,
      '--job',
      file,
    ];
    return spawn(program!, args, {
      cwd: directory,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: trainerEnvironment(environment, { packageDirectory, home: directory, online }),
    });
  }

  async #perform(
    child: ChildProcess,
    { onProgress, signal }: { onProgress(progress: StageProgress): void; signal: AbortSignal },
  ): Promise<TrainerResult> {
    let result: TrainerResult | null = null;
    let failure: Extract<TrainerEvent, { event: 'error' }> | null = null;
    let log = '';
    const ended = new Promise<{ status: number | null; signal: string | null }>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, by) => resolve({ status, signal: by }));
    });
    child.stdin!.on('error', () => {});
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-LOG_TAIL_CHARACTERS);
    });
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const event = readEvent(line);
      const progress = event?.event === 'progress' ? progressOf(event) : null;
      if (progress !== null) onProgress(progress);
      else if (event?.event === 'resumed') onProgress(resumedProgress(event));
      else if (event?.event === 'result') result = event;
      else if (event?.event === 'error') failure = event;
    });
    const stop = stopOn(child, signal);
    try {
      const end = await ended.catch((cause: unknown) => {
        throw new TouchstoneError('TRAINER_MISSING', { params: { detail: String(cause) }, cause });
      });
      if (end.status === 0 && result !== null) return result;
      signal.throwIfAborted();
      throw errorOf(end.status, end.signal, failure, log);
    } finally {
      stop();
    }
  }
}

/** Asks the child to end when the signal aborts, and ends it when it does not. Returns the way out. */
function stopOn(child: ChildProcess, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    child.kill('SIGTERM');
    timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
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
