import { setTimeout as delay } from 'node:timers/promises';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { SlurmCommands } from '../../slurm/commands.ts';
import type { FinalState } from '../../slurm/job-state.ts';
import type { QueuedJob } from '../../slurm/queue-json.ts';

/** What is seen of a job at one look. `away`: Slurm did not answer. */
export type Sighting =
  | { readonly kind: 'seen'; readonly job: QueuedJob }
  | { readonly kind: 'away'; readonly error: TouchstoneError }
  /** `state` is null where Slurm has forgotten the job. */
  | { readonly kind: 'ended'; readonly state: FinalState | null };

/** Looks in a row without a job that nobody's records have, before it counts as forgotten. */
const MISSED_LOOKS = 2;
/** Slurm that does not answer is asked less and less often, down to this. */
const SLOWEST_MS = 60_000;

interface Watcher {
  tell(sighting: Sighting): void;
  missed: number;
}

/**
 * Looks at the queue for all jobs of this service together: one command a round, however many jobs are waited for, and none while
 * there are none.
 */
export class JobBoard {
  readonly #commands: SlurmCommands;
  readonly #prefix: string;
  readonly #pollMs: number;
  readonly #watchers = new Map<string, Watcher>();
  #looking: Promise<void> | null = null;
  #stop = new AbortController();

  constructor(commands: SlurmCommands, prefix: string, pollMs: number) {
    this.#commands = commands;
    this.#prefix = prefix;
    this.#pollMs = pollMs;
  }

  /**
   * Follows a job to its end, telling of each look. Errors: what the look came to where Slurm answers in a way that is not
   * understood, or is missing; the signal's reason.
   */
  async follow(
    id: string,
    onSighting: (sighting: Sighting) => void,
    signal: AbortSignal,
  ): Promise<FinalState | null> {
    signal.throwIfAborted();
    let onAbort = (): void => {};
    try {
      return await new Promise<FinalState | null>((resolve, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        const tell = (sighting: Sighting): void => {
          if (sighting.kind === 'ended') resolve(sighting.state);
          else if (sighting.kind === 'away' && sighting.error.entry.retry !== 'wait') reject(sighting.error);
          else onSighting(sighting);
        };
        this.#watchers.set(id, { tell, missed: 0 });
        this.#looking ??= this.#look();
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#watchers.delete(id);
      if (this.#watchers.size === 0) this.#stop.abort();
    }
  }

  /** Rounds of looking, as long as anybody waits for a job. */
  async #look(): Promise<void> {
    let pause = this.#pollMs;
    // Who comes at the same moment is asked for in the same round.
    await delay(0);
    while (this.#watchers.size > 0) {
      this.#stop = new AbortController();
      try {
        await this.#round(this.#stop.signal);
        pause = this.#pollMs;
      } catch (thrown) {
        const error = TouchstoneError.from(thrown);
        if (!this.#stop.signal.aborted) this.#tellAll({ kind: 'away', error });
        pause = Math.min(pause * 2, Math.max(SLOWEST_MS, this.#pollMs));
      }
      if (this.#watchers.size > 0)
        await delay(pause, undefined, { signal: this.#stop.signal }).catch(() => {});
    }
    this.#looking = null;
    // Somebody came while the last one went.
    if (this.#watchers.size > 0) this.#looking = this.#look();
  }

  async #round(signal: AbortSignal): Promise<void> {
    const wanted = [...this.#watchers.keys()];
    const jobs = new Map((await this.#commands.queue(this.#prefix, signal)).map((job) => [job.id, job]));
    const missing = wanted.filter((id) => !jobs.has(id));
    for (const id of wanted) {
      const job = jobs.get(id);
      if (job === undefined) continue;
      const watcher = this.#watchers.get(id);
      if (watcher === undefined) continue;
      watcher.missed = 0;
      watcher.tell(job.phase === 'ended' ? { kind: 'ended', state: job.final } : { kind: 'seen', job });
    }
    if (missing.length > 0) await this.#lookUp(missing, signal);
  }

  /** Jobs that have left the queue: what is kept of them, all asked for at once. */
  async #lookUp(missing: readonly string[], signal: AbortSignal): Promise<void> {
    const records = await this.#commands.records(missing, signal);
    for (const id of missing) {
      const watcher = this.#watchers.get(id);
      if (watcher === undefined) continue;
      const record = records.get(id);
      watcher.missed += 1;
      if (record?.phase === 'ended') watcher.tell({ kind: 'ended', state: record.final });
      else if (record === undefined && watcher.missed >= MISSED_LOOKS)
        watcher.tell({ kind: 'ended', state: null });
    }
  }

  #tellAll(sighting: Sighting): void {
    for (const watcher of this.#watchers.values()) watcher.tell(sighting);
  }
}
