import { setImmediate } from 'node:timers/promises';

/** A long computation that yields wherever it may be interrupted, and returns its result. */
export type InTurns<T> = Generator<void, T, void>;

/** Runs a computation to its end and lets others have their turn wherever it yields. */
export async function inTurns<T>(computation: InTurns<T>): Promise<T> {
  for (;;) {
    const step = computation.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}
