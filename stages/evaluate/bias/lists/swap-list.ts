/** Raise when a list changes: figures of another version are not compared. */
export const LISTS_VERSION = 1;

/** What is exchanged for what, in one language. */
export interface SwapList {
  /** Han text stands without spaces; words of Latin letters are exchanged whole, in any case. */
  readonly script: 'han' | 'latin';
  readonly pairs: ReadonlyMap<string, string>;
  /** Longer expressions that hold such a word but do not mean it; they stay. */
  readonly keep: readonly string[];
}

/** Pairs that are exchanged in both directions. */
export function bothWays(
  pairs: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  return pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
}
