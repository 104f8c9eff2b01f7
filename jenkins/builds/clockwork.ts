import { setTimeout as sleepMilliseconds } from 'node:timers/promises';

/** Time and chance, for tests. */
export interface Clockwork {
  /** Milliseconds since 1970. */
  now(): number;
  random(): number;
  sleep(seconds: number, signal: AbortSignal): Promise<void>;
}

export const REAL_CLOCKWORK: Clockwork = {
  now: Date.now,
  random: Math.random,
  sleep: async (seconds, signal) => {
    await sleepMilliseconds(seconds * 1000, undefined, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
  },
};

const FIRST_SECONDS = 1;
const GROWTH = 1.5;

/**
 * Seconds between questions: one at first and after news, then longer and longer up to a limit, with a fifth of chance so
 * that many who wait do not ask in the same moment.
 */
export class Pace {
  readonly #clockwork: Clockwork;
  readonly #longest: number;
  #next = FIRST_SECONDS;

  constructor(clockwork: Clockwork, longestSeconds: number) {
    this.#clockwork = clockwork;
    this.#longest = longestSeconds;
  }

  /** Something happened: more may follow soon. */
  news(): void {
    this.#next = FIRST_SECONDS;
  }

  async rest(signal: AbortSignal): Promise<void> {
    const seconds = this.#next * (0.8 + 0.4 * this.#clockwork.random());
    this.#next = Math.min(this.#longest, this.#next * GROWTH);
    await this.#clockwork.sleep(seconds, signal);
  }
}
