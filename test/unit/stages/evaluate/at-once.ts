import type { Sliced } from '../../../../stages/evaluate/statistics/in-slices.ts';

/** The result of a computation, without a pause. */
export function atOnce<T>(computation: Sliced<T>): T {
  for (;;) {
    const step = computation.next();
    if (step.done) return step.value;
  }
}
