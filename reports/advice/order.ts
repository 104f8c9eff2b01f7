import type { Advice } from './evidence.ts';

/**
 * What could gain most first, then what may gain something that cannot be told beforehand, last what only makes the
 * figures surer; of equals the first stays first.
 */
export function inOrder(advice: readonly Advice[]): readonly Advice[] {
  return [...advice].sort((a, b) => weightOf(b) - weightOf(a));
}

/** A gain that cannot be told weighs less than any that can, and more than none. */
function weightOf({ gain }: Advice): number {
  return gain ?? Number.MIN_VALUE;
}
