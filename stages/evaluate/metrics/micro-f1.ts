import type { Tally } from './confusion.ts';

/**
 * F1 of all decisions pooled: 2·Σ hits / (Σ support + Σ predicted). Range [0, 1]; no records: null. With one answer a
 * record it equals accuracy; it stands beside it because readers look for it. Source: sklearn `average='micro'`.
 */
export function microF1(tally: Tally): number | null {
  let hits = 0;
  let total = 0;
  for (let c = 0; c < tally.hits.length; c++) {
    hits += tally.hits[c]!;
    total += tally.support[c]! + tally.predicted[c]!;
  }
  return total === 0 ? null : (2 * hits) / total;
}
