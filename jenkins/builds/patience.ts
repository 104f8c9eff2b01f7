import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { ErrorCode } from '../../pipeline/contracts/errors/table.ts';
import { type Clockwork, Pace } from './clockwork.ts';

/** Jenkins cannot be reached for now, or can again. */
export type LineEvent =
  | { readonly kind: 'lost'; readonly code: ErrorCode }
  | { readonly kind: 'back'; readonly seconds: number };

const LONGEST_REST_SECONDS = 30;

/** Asks again while Jenkins cannot be reached, as in a restart of it, for as long as is bearable. */
export class Patience {
  readonly #clockwork: Clockwork;
  readonly #seconds: number;
  readonly #signal: AbortSignal;

  constructor(clockwork: Clockwork, seconds: number, signal: AbortSignal) {
    this.#clockwork = clockwork;
    this.#seconds = seconds;
    this.#signal = signal;
  }

  /** Errors: what `ask` throws, where time does not help or did not. */
  async *with<T>(ask: () => Promise<T>): AsyncGenerator<LineEvent, T> {
    const pace = new Pace(this.#clockwork, LONGEST_REST_SECONDS);
    let since: number | null = null;
    for (;;) {
      try {
        const value = await ask();
        if (since !== null) yield { kind: 'back', seconds: this.#secondsSince(since) };
        return value;
      } catch (error) {
        this.#signal.throwIfAborted();
        if (!(error instanceof TouchstoneError) || error.entry.retry !== 'wait') throw error;
        if (since === null) yield { kind: 'lost', code: error.code };
        since ??= this.#clockwork.now();
        if (this.#secondsSince(since) >= this.#seconds) throw error;
        await pace.rest(this.#signal);
      }
    }
  }

  #secondsSince(then: number): number {
    return Math.round((this.#clockwork.now() - then) / 1000);
  }
}
