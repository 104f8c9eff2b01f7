import { setTimeout as wait } from 'node:timers/promises';
import { leaseWordSchema } from '../contracts/api/lease.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { StageProgress } from '../contracts/stage.ts';
import type { HealthMeter } from './health.ts';
import { codeOf, isFinal, type Link } from './link.ts';

/** News waits for so long at least, so that many come together. */
const NEWS_MS = 1000;
const MOST_NEWS = 100;
/** A service that does not answer is asked again after this. */
const PAUSE_MS = 1000;
const FLUSH_MS = 100;

/** The heartbeats of one lease. A service that is away is waited for; whether the lease still holds is its to say. */
export class Heart {
  readonly #link: Link;
  readonly #meter: HealthMeter;
  readonly #beatMs: number;
  readonly #asked = new AbortController();
  readonly #lost = new AbortController();
  readonly #over = new AbortController();
  readonly #beating: Promise<void>;
  #news: StageProgress[] = [];
  #sending = false;
  #wake: () => void = () => {};

  constructor(options: { readonly link: Link; readonly meter: HealthMeter; readonly beatSeconds: number }) {
    this.#link = options.link;
    this.#meter = options.meter;
    this.#beatMs = options.beatSeconds * 1000;
    this.signal = AbortSignal.any([this.#asked.signal, this.#lost.signal]);
    this.#beating = this.#beat();
  }

  /** Aborted when the work is to end here: the lease is lost, or the service wants the work back. */
  readonly signal: AbortSignal;

  /** Aborted when the lease is lost: nothing that is sent would be taken. */
  get lostSignal(): AbortSignal {
    return this.#lost.signal;
  }

  get lost(): boolean {
    return this.#lost.signal.aborted;
  }

  /** Goes out with the next beat, which it hastens. */
  tell(progress: StageProgress): void {
    const last = this.#news.at(-1);
    if (last !== undefined && (last.message === undefined || last.message.en === progress.message?.en))
      this.#news.pop();
    this.#news = [...this.#news, progress].slice(-MOST_NEWS);
    this.#wake();
  }

  /** Waits until everything that was told has arrived, or the lease is lost. Error: the signal's reason. */
  async flush(signal: AbortSignal): Promise<void> {
    while ((this.#news.length > 0 || this.#sending) && !this.lost)
      await wait(FLUSH_MS, undefined, { signal });
  }

  async stop(): Promise<void> {
    this.#over.abort();
    await this.#beating;
  }

  async #beat(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted && !this.lost) {
      const progress = this.#news;
      this.#news = [];
      this.#sending = progress.length > 0;
      try {
        const body = { health: await this.#meter.measure(), progress };
        const { stop } = await this.#link.ask(
          '/v1/lease/beat',
          body,
          leaseWordSchema,
          signal,
          2 * this.#beatMs,
        );
        this.#sending = false;
        if (stop) this.#asked.abort(new TouchstoneError('TRAINER_INTERRUPTED'));
        await wait(NEWS_MS, undefined, { signal });
        if (this.#news.length === 0) await this.#untilDue(this.#beatMs - NEWS_MS);
      } catch (error) {
        if (signal.aborted) return;
        if (this.#sending) this.#news = [...progress, ...this.#news].slice(-MOST_NEWS);
        this.#sending = false;
        if (codeOf(error) === 'LEASE_LOST' || isFinal(error)) {
          this.#lost.abort(new TouchstoneError('LEASE_LOST'));
          return;
        }
        await wait(PAUSE_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  /** Until the next beat is due, or there is news. */
  #untilDue(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.#over;
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, Math.max(0, ms));
      signal.addEventListener('abort', end);
      this.#wake = end;
      if (signal.aborted) end();
    });
  }
}
