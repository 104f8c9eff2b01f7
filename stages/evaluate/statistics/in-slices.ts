import { setImmediate } from 'node:timers/promises';

/** A long computation that yields wherever it may be interrupted, and returns its result. */
export type Sliced<T> = Generator<void, T, void>;

/** Milliseconds of work after which others get their turn. */
const SLICE_MS = 20;

/**
 * Runs a computation to its end, a slice at a time: the service goes on answering meanwhile, and stops when told to.
 * Errors: the signal's reason once it is aborted.
 */
export async function inSlices<T>(computation: Sliced<T>, signal: AbortSignal): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = computation.next();
    if (step.done) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await setImmediate();
    signal.throwIfAborted();
    since = performance.now();
  }
}
