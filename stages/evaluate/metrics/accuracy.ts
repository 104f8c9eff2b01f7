import type { Tally } from './confusion.ts';

/** Share of records answered right: Σ hits / n. Range [0, 1]; no records: null. Equals sklearn `accuracy_score`. */
export function accuracy(tally: Tally): number | null {
  if (tally.n === 0) return null;
  let right = 0;
  for (const hits of tally.hits) right += hits;
  return right / tally.n;
}
