import { setTimeout as delay } from 'node:timers/promises';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** What one look says of a job. `kept`: the cluster knows it, and nothing new of it. */
export type Look<Seen, Final> =
  | { readonly kind: 'seen'; readonly job: Seen }
  | { readonly kind: 'kept' }
  | { readonly kind: 'ended'; readonly state: Final | null };

/** What is seen of a job at one look. `away`: the cluster did not answer. */
export type Sighting<Seen, Final> =
  | { readonly kind: 'seen'; readonly job: Seen }
  | { readonly kind: 'away'; readonly error: TouchstoneError }
  /** `state` is null where the cluster has forgotten the job. */
  | { readonly kind: 'ended'; readonly state: Final | null };

/** Looks at the jobs of these ids, all in one round; one that is not among the answers is not known. */
export type LookAtJobs<Seen, Final> = (
  ids: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, Look<Seen, Final>>>;

/** Looks in a row without a job that nobody's records have, before it counts as forgotten. */
const MISSED_LOOKS = 2;
/** A cluster that does not answer is asked less and less often, down to this. */
const SLOWEST_MS = 60_000;

interface Watcher<Seen, Final> {
  tell(sighting: Sighting<Seen, Final>): void;
  missed: number;
}

/**
 * Looks at all jobs of this service together: one round of questions, however many jobs are waited for, and none while there
 * are none.
 */
export class JobBoard<Seen, Final> {
  readonly #lookAtJobs: LookAtJobs<Seen, Final>;
  readonly #pollMs: number;
  readonly #watchers = new Map<string, Watcher<Seen, Final>>();
  #looking: Promise<void> | null = null;
  #stop = new AbortController();

  constructor(lookAtJobs: LookAtJobs<Seen, Final>, pollMs: number) {
    this.#lookAtJobs = lookAtJobs;
    this.#pollMs = pollMs;
  }

  /**
   * Follows a job to its end, telling of each look. Errors: what the look came to where the cluster answers in a way that is
   * not understood, or is missing; the signal's reason.
   */
  async follow(
    id: string,
    onSighting: (sighting: Sighting<Seen, Final>) => void,
    signal: AbortSignal,
  ): Promise<Final | null> {
    signal.throwIfAborted();
    let onAbort = (): void => {};
    try {
      return await new Promise<Final | null>((resolve, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        const tell = (sighting: Sighting<Seen, Final>): void => {
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
    const looks = await this.#lookAtJobs(wanted, signal);
    for (const id of wanted) {
      const watcher = this.#watchers.get(id);
      if (watcher === undefined) continue;
      const look = looks.get(id);
      watcher.missed = look === undefined ? watcher.missed + 1 : 0;
      if (look === undefined && watcher.missed >= MISSED_LOOKS) watcher.tell({ kind: 'ended', state: null });
      else if (look !== undefined && look.kind !== 'kept') watcher.tell(look);
    }
  }

  #tellAll(sighting: Sighting<Seen, Final>): void {
    for (const watcher of this.#watchers.values()) watcher.tell(sighting);
  }
}
