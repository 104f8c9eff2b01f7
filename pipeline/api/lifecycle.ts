import { setMaxListeners } from 'node:events';
import { TouchstoneError } from '../contracts/errors/error.ts';

/**
 * What `listen` must know of an app: whether others may reach it, and how to end its event streams, which would
 * otherwise stay open for ever.
 */
export class Lifecycle {
  readonly #stopping = new AbortController();
  readonly #limit: number;
  /** True when every route but the public ones needs a key. */
  readonly asksForKeys: boolean;
  #followers = 0;

  constructor(limit: number, asksForKeys: boolean) {
    this.#limit = limit;
    this.asksForKeys = asksForKeys;
    // Each follower listens for the stop.
    setMaxListeners(0, this.#stopping.signal);
  }

  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Counts a follower in; the function returned, called once, counts it out. Error: `FOLLOWERS_TOO_MANY`. */
  follow(): () => void {
    if (this.#followers >= this.#limit) {
      throw new TouchstoneError('FOLLOWERS_TOO_MANY', { params: { limit: this.#limit } });
    }
    this.#followers++;
    return () => {
      this.#followers--;
    };
  }

  stop(): void {
    this.#stopping.abort();
  }
}

const lifecycles = new WeakMap<object, Lifecycle>();

/** Ties a lifecycle to its app, for `listen` to find. */
export function setLifecycle(app: object, lifecycle: Lifecycle): void {
  lifecycles.set(app, lifecycle);
}

/** The lifecycle of an app that `createApi` made. */
export function lifecycleOf(app: object): Lifecycle {
  const lifecycle = lifecycles.get(app);
  if (!lifecycle) throw new TypeError('This app was not made by createApi.');
  return lifecycle;
}
