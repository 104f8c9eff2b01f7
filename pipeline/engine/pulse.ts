import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Stage, StageProgress } from '../contracts/stage.ts';

/** Progress is stored at most this often; a heartbeat without news goes out every third time. */
const TICK_MS = 1000;

/**
 * The heartbeat of one attempt at a stage: stores progress, shows that somebody is at work, and aborts the work when
 * the attempt is not wanted any more (`tell` answers false: the run was cancelled or another attempt has taken over) or
 * has used up the stage's time.
 */
export class Pulse {
  readonly #tell: (progress: StageProgress | null) => Promise<boolean>;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #limit: NodeJS.Timeout;
  #news: StageProgress[] = [];
  #quiet = 0;
  #busy = false;

  constructor(tell: (progress: StageProgress | null) => Promise<boolean>, outer: AbortSignal, stage: Stage) {
    this.#tell = tell;
    this.#timer = setInterval(() => void this.#tick(), TICK_MS);
    const params = { stage: stage.name, seconds: stage.timeoutSeconds };
    this.#limit = setTimeout(
      () => this.#abort.abort(new TouchstoneError('STAGE_TIMEOUT', { params })),
      stage.timeoutSeconds * 1000,
    );
    this.signal = AbortSignal.any([this.#abort.signal, outer]);
  }

  /** Aborted when the work should stop; its reason is a TouchstoneError. */
  readonly signal: AbortSignal;

  /** The latest figures replace those before; a message that people have not seen yet is never lost. */
  progress(progress: StageProgress): void {
    const last = this.#news.at(-1);
    if (last !== undefined && last.message?.en === progress.message?.en) this.#news.pop();
    else if (last !== undefined && last.message === undefined) this.#news.pop();
    this.#news.push(progress);
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#limit);
  }

  async #tick(): Promise<void> {
    if (this.#busy || (this.#news.length === 0 && ++this.#quiet < 3)) return;
    this.#busy = true;
    const news = this.#news.length === 0 ? [null] : this.#news;
    this.#news = [];
    this.#quiet = 0;
    try {
      for (const one of news) {
        if (!(await this.#tell(one))) this.#abort.abort(new TouchstoneError('RUN_CANCELLED'));
      }
    } catch {
      // The database is out of reach for the moment: the work goes on, and its end will wait for the database.
    } finally {
      this.#busy = false;
    }
  }
}
