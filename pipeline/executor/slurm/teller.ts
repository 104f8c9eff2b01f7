import { setTimeout as delay } from 'node:timers/promises';
import type { StageProgress } from '../../contracts/stage.ts';
import type { Sighting } from './board.ts';
import { awayMessage, type EventsTail, messageOf } from './progress.ts';

/** How often the trainer's own progress is read. */
const NEWS_MS = 1000;

/** Tells people what is new: each message once, percents as they come. */
export class Teller {
  readonly #onProgress: (progress: StageProgress) => void;
  #said = '';
  #percent = 0;

  constructor(onProgress: (progress: StageProgress) => void) {
    this.#onProgress = onProgress;
  }

  saw(sighting: Sighting): void {
    if (sighting.kind === 'ended') return;
    const message =
      sighting.kind === 'seen'
        ? messageOf(sighting.job)
        : awayMessage(String(sighting.error.params.detail ?? ''));
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
export async function readNews(tail: EventsTail, teller: Teller, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    for (const progress of await tail.news()) teller.news(progress);
    await delay(NEWS_MS, undefined, { signal: over }).catch(() => {});
  }
}
