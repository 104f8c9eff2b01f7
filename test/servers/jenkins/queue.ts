import type { Build } from './build.ts';
import type { SettableClock } from './clock.ts';
import type { Job } from './items.ts';

/** An item that has left the queue can be asked for so long (`Queue.leftItems`, a cache of five minutes). */
const KEPT_MS = 5 * 60_000;

export interface QueueItem {
  readonly id: number;
  readonly job: Job;
  readonly parameters: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly cause: string;
  readonly since: number;
  /** Not before: the end of the quiet period. */
  readonly due: number;
  left: { readonly at: number; readonly build: Build | null } | null;
}

export interface QueueOptions {
  readonly clock: SettableClock;
  readonly executors: number;
  /** Begins a build of the item. */
  begin(item: QueueItem): Build;
}

/** What waits for an executor. An item like one that waits already joins it (`Queue.schedule2`). */
export class BuildQueue {
  readonly #options: QueueOptions;
  #items: QueueItem[] = [];
  #running: Build[] = [];
  #next = 1;
  #timer: NodeJS.Timeout | undefined;
  /** As "Prepare for shutdown": nothing leaves the queue. */
  held = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  get waiting(): readonly QueueItem[] {
    return this.#items.filter((item) => item.left === null);
  }

  /** One that waits, or that left less than five minutes ago. */
  get(id: number): QueueItem | undefined {
    const now = this.#options.clock.now();
    return this.#items.find((item) => item.id === id && (item.left === null || now - item.left.at < KEPT_MS));
  }

  schedule(
    wanted: Pick<QueueItem, 'job' | 'parameters' | 'files' | 'cause'>,
    quietMs: number,
  ): { item: QueueItem; created: boolean } {
    const like = this.waiting.find(
      (item) => item.job === wanted.job && item.files.size === 0 && equal(item.parameters, wanted.parameters),
    );
    if (like !== undefined) return { item: like, created: false };
    const since = this.#options.clock.now();
    const item: QueueItem = { ...wanted, id: this.#next++, since, due: since + quietMs, left: null };
    this.#items.push(item);
    this.maintain();
    return { item, created: true };
  }

  cancel(id: number): boolean {
    const item = this.waiting.find((one) => one.id === id);
    if (item === undefined) return false;
    item.left = { at: this.#options.clock.now(), build: null };
    return true;
  }

  why(item: QueueItem): string | null {
    if (item.left !== null) return null;
    const wait = item.due - this.#options.clock.now();
    if (this.held) return 'Jenkins is about to shut down';
    if (wait > 0) return `In the quiet period. Expires in ${Math.ceil(wait / 1000)} sec`;
    const before = this.#running.find((build) => build.job === item.job);
    if (before !== undefined && !item.job.concurrent)
      return `Build #${before.number} is already in progress (ETA: N/A)`;
    return 'Waiting for next available executor';
  }

  /** Forgets everything that waits and what has left, as a controller that was killed does. */
  drop(): void {
    this.#items = [];
  }

  /** Lets go what may go; called whenever something changes. */
  maintain(): void {
    clearTimeout(this.#timer);
    const { clock, executors } = this.#options;
    for (const item of this.waiting) {
      if (this.held || this.#running.length >= executors || item.due > clock.now()) continue;
      if (!item.job.concurrent && this.#running.some((build) => build.job === item.job)) continue;
      this.#begin(item);
    }
    const next = Math.min(...this.waiting.map((item) => item.due - clock.now()).filter((wait) => wait > 0));
    if (Number.isFinite(next)) this.#timer = setTimeout(() => this.maintain(), next);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.held = true;
  }

  get running(): readonly Build[] {
    return this.#running;
  }

  #begin(item: QueueItem): void {
    const build = this.#options.begin(item);
    item.left = { at: this.#options.clock.now(), build };
    this.#running = [...this.#running, build];
    void build.done.then(() => {
      this.#running = this.#running.filter((one) => one !== build);
      this.maintain();
    });
  }
}

function equal(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}
