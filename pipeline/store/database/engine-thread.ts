import { Worker } from 'node:worker_threads';

export interface EngineOptions {
  /** Made where there is none. null: in memory. */
  readonly directory: string | null;
  /** SQL to begin with. */
  readonly opening: string;
}

/** Messages of the frontend protocol to carry out in turn, or the end. */
export type EngineTask = readonly Uint8Array[] | 'close';
export type EngineAnswer = { readonly done: Uint8Array } | { readonly failed: Error };

/** The embedded PostgreSQL in a thread of its own. One task at a time: `SharedSession` sees to that. */
export class EngineThread {
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  /** Why nothing more will be answered; null while the thread lives. */
  #failure: Error | null = null;
  #waiting: { resolve(bytes: Buffer): void; reject(error: Error): void } | null = null;

  private constructor(options: EngineOptions) {
    this.#worker = new Worker(new URL('./engine-worker.mjs', import.meta.url), {
      workerData: options,
      // The thread is plain JavaScript: it needs no loader, no environment and no arguments of ours.
      execArgv: [],
      env: {},
    });
    this.#worker.on('message', (answer: EngineAnswer) => {
      const waiting = this.#take();
      if ('done' in answer)
        waiting?.resolve(Buffer.from(answer.done.buffer, answer.done.byteOffset, answer.done.length));
      else waiting?.reject(answer.failed);
    });
    this.#worker.on('error', (error) => {
      this.#failure = error;
    });
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#failure ??= new Error(`The database's thread ended (${code})`);
        this.#take()?.reject(this.#failure);
        resolve();
      });
    });
  }

  static async start(options: EngineOptions): Promise<EngineThread> {
    const engine = new EngineThread(options);
    await engine.#answer();
    return engine;
  }

  /**
   * Carries out messages of the frontend protocol, each whole, and gives the answers' bytes when they are on disk.
   * Rejects where the engine fails, and from then on where the thread has ended.
   */
  async perform(messages: readonly Uint8Array[]): Promise<Buffer> {
    if (this.#failure !== null) throw this.#failure;
    const answer = this.#answer();
    this.#worker.postMessage(messages satisfies EngineTask);
    return answer;
  }

  async close(): Promise<void> {
    this.#worker.postMessage('close' satisfies EngineTask);
    await this.#ended;
  }

  #answer(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #take() {
    const waiting = this.#waiting;
    this.#waiting = null;
    return waiting;
  }
}
