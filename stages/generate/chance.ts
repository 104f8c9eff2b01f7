import { digestWords } from '../../datasets/fingerprint/content.ts';

/** A whole number from 0 to 2³¹ − 1 that follows from its parts alone. */
export function chance(...parts: readonly (string | number)[]): number {
  return digestWords(JSON.stringify(parts))[0]! >>> 1;
}

/** The items in an order that follows from the seed alone. */
export function shuffled<T>(items: readonly T[], seed: string | number): readonly T[] {
  return items
    .map((item, at) => ({ item, key: chance('order', seed, at) }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}
