import { setTimeout as delay } from 'node:timers/promises';
import type { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Localized } from '../../contracts/names.ts';
import type { StageProgress } from '../../contracts/stage.ts';
import type { Sighting } from './board.ts';
import type { EventsTail } from './events-tail.ts';

/** How often the trainer's own progress is read. */
const NEWS_MS = 1000;

/** What people read of a look at a job. */
export interface Words<Seen> {
  seen(job: Seen): Localized;
  away(error: TouchstoneError): Localized;
}

/** Tells people what is new: each message once, percents as they come. */
export class Teller<Seen> {
  readonly #words: Words<Seen>;
  readonly #onProgress: (progress: StageProgress) => void;
  #said = '';
  #percent = 0;

  constructor(words: Words<Seen>, onProgress: (progress: StageProgress) => void) {
    this.#words = words;
    this.#onProgress = onProgress;
  }

  saw(sighting: Sighting<Seen, unknown>): void {
    if (sighting.kind === 'ended') return;
    const message =
      sighting.kind === 'seen' ? this.#words.seen(sighting.job) : this.#words.away(sighting.error);
    if (message.en === this.#said) return;
    this.#said = message.en;
    this.#onProgress({ percent: this.#percent, message });
  }

  news(progress: StageProgress): void {
    this.#percent = progress.percent;
    this.#onProgress(progress);
  }
}

/** Passes on what is added to a job's events, until it is over. */
export async function readNews<Seen>(
  tail: EventsTail,
  teller: Teller<Seen>,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    for (const progress of await tail.news()) teller.news(progress);
    await delay(NEWS_MS, undefined, { signal: over }).catch(() => {});
  }
}
