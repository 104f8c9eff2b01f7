import { setImmediate } from 'node:timers/promises';

/** A long computation that yields wherever it may be interrupted, and returns its result. */
export type InTurns<T> = Generator<void, T, void>;

/** Runs a computation to its end and lets others have their turn wherever it yields. Throws what `signal` was aborted with. */
export async function inTurns<T>(computation: InTurns<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const step = computation.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}
