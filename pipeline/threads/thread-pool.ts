import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type StoredError, TouchstoneError } from '../contracts/errors/error.ts';
import type { PartMade, PartOrder, PartSeat, PartThreads } from '../contracts/part.ts';

/** A thread without work is let go after this long, with the memory that it holds: a new one takes seconds to be as fast. */
const IDLE_MS = 300_000;

/** What a thread answers an order with. */
export type ThreadAnswer = { readonly made: PartMade } | { readonly fault: StoredError };

/** As compiled, or from the sources, which need a loader that a thread does not have from the process. */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './thread-of-sources.mjs' : './thread.js',
  import.meta.url,
);

interface Waiting {
  take(seat: PartSeat): void;
}

/**
 * Worker threads for parts, started when there is work. A part whose signal aborts is ended with its thread: parts are
 * pure, so that nothing is left half done but a work directory.
 */
export class ThreadPool implements PartThreads {
  readonly count: number;
  readonly #idle: { readonly worker: Worker; readonly timer: NodeJS.Timeout }[] = [];
  readonly #waiting: Waiting[] = [];
  #taken = 0;

  constructor(count: number) {
    this.count = count;
  }

  freeSeat(): PartSeat | null {
    return this.#taken < this.count ? this.#take() : null;
  }

  async seat(signal: AbortSignal): Promise<PartSeat> {
    signal.throwIfAborted();
    const free = this.freeSeat();
    if (free !== null) return free;
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        take: (seat) => {
          signal.removeEventListener('abort', stop);
          resolve(seat);
        },
      };
      const stop = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.push(waiting);
    });
  }

  /** Ends the threads that have no work; those at work end with it. */
  async close(): Promise<void> {
    const idle = this.#idle.splice(0);
    for (const { timer } of idle) clearTimeout(timer);
    await Promise.all(idle.map(({ worker }) => worker.terminate()));
  }

  #take(): PartSeat {
    this.#taken += 1;
    let left = false;
    return {
      run: (order, signal) => this.#run(order, signal),
      leave: () => {
        if (left) return;
        left = true;
        this.#taken -= 1;
        const next = this.#waiting.shift();
        next?.take(this.#take());
      },
    };
  }

  async #run(order: PartOrder, signal: AbortSignal): Promise<PartMade> {
    signal.throwIfAborted();
    const worker = this.#thread();
    const end = new AbortController();
    try {
      const answer = await answerOf(worker, order, AbortSignal.any([signal, end.signal]));
      this.#rest(worker);
      if ('fault' in answer) throw TouchstoneError.revive(answer.fault);
      return answer.made;
    } catch (error) {
      if (!this.#idle.some((one) => one.worker === worker)) await worker.terminate();
      throw signal.aborted ? signal.reason : error;
    } finally {
      end.abort();
    }
  }

  #thread(): Worker {
    const idle = this.#idle.pop();
    if (idle === undefined) return new Worker(ENTRY);
    clearTimeout(idle.timer);
    idle.worker.ref();
    return idle.worker;
  }

  /** Keeps a thread for the next order, without keeping the process alive for it. */
  #rest(worker: Worker): void {
    worker.unref();
    const timer = setTimeout(() => {
      const place = this.#idle.findIndex((one) => one.worker === worker);
      if (place >= 0) this.#idle.splice(place, 1);
      void worker.terminate();
    }, IDLE_MS).unref();
    this.#idle.push({ worker, timer });
  }
}

/** What the thread says to an order. Rejects when the thread ends before, or the signal aborts. */
async function answerOf(worker: Worker, order: PartOrder, signal: AbortSignal): Promise<ThreadAnswer> {
  // `once` rejects when the thread throws ('error') and at the abort.
  const answer = once(worker, 'message', { signal });
  const ended = once(worker, 'exit', { signal }).then(([status]) => {
    throw new Error(`the thread ended with ${status}`);
  });
  ended.catch(() => {});
  worker.postMessage(order);
  const [message] = await Promise.race([answer, ended]);
  return message as ThreadAnswer;
}
