import { setTimeout as delay } from 'node:timers/promises';
import type { WaitingFor } from '../cluster/jobs.ts';

/** What comes within this time comes together. */
const MOMENT_MS = 500;
/** Tasks of one array; Slurm's own limit (`MaxArraySize`) is 1001 unless a site says otherwise. */
const MOST = 500;

interface Waiter<T> {
  readonly item: T;
  readonly waiting: WaitingFor;
  readonly resolve: (id: string) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers what is to be submitted at about the same moment, so that it is submitted together. */
export class Gathering<T> {
  readonly #submit: (items: readonly T[], waiting: WaitingFor) => Promise<readonly string[]>;
  #waiters: Waiter<T>[] = [];

  /** `submit` gives the ids in the order of the items. */
  constructor(submit: (items: readonly T[], waiting: WaitingFor) => Promise<readonly string[]>) {
    this.#submit = submit;
  }

  /** Errors: those of the submission; the signal's reason, though the item may have been submitted. */
  add(item: T, waiting: WaitingFor): Promise<string> {
    const { signal } = waiting;
    return new Promise<string>((resolve, reject) => {
      const onAbort = (): void => reject(signal.reason);
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      const settled = (): void => signal.removeEventListener('abort', onAbort);
      const waiter: Waiter<T> = {
        item,
        waiting,
        resolve: (id) => {
          settled();
          resolve(id);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      };
      this.#waiters.push(waiter);
      if (this.#waiters.length === 1) void delay(MOMENT_MS).then(() => this.#go());
    });
  }

  async #go(): Promise<void> {
    const all = this.#waiters.filter(({ waiting }) => !waiting.signal.aborted);
    this.#waiters = [];
    for (let at = 0; at < all.length; at += MOST) await this.#together(all.slice(at, at + MOST));
  }

  async #together(waiters: readonly Waiter<T>[]): Promise<void> {
    const stop = new AbortController();
    let left = waiters.length;
    const onAbort = (): void => {
      // One that leaves holds up nobody; when all have left there is nothing to wait for.
      if (--left === 0) stop.abort(waiters[0]!.waiting.signal.reason);
    };
    for (const { waiting } of waiters) waiting.signal.addEventListener('abort', onAbort, { once: true });
    try {
      const ids = await this.#submit(
        waiters.map(({ item }) => item),
        {
          signal: stop.signal,
          onProgress: (progress) => {
            for (const { waiting } of waiters) waiting.onProgress(progress);
          },
        },
      );
      for (const [at, { resolve }] of waiters.entries()) resolve(ids[at]!);
    } catch (error) {
      for (const { reject } of waiters) reject(error);
    } finally {
      for (const { waiting } of waiters) waiting.signal.removeEventListener('abort', onAbort);
    }
  }
}
