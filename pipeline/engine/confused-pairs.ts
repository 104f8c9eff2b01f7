import type { ConfusedPair } from '../contracts/generation.ts';

/** A pair with the test records of one of its labels that were answered with the other. */
export interface CountedPair {
  readonly pair: ConfusedPair;
  readonly records: number;
}

/**
 * Pairs of labels by how often they were mixed up in either direction, the most frequent first, at most `most`. Within a
 * pair the label whose records were mistaken more often comes first; ties go by code units, so that a matrix with its
 * labels in another order gives the same list.
 * `matrix[truth][answer]` counts records, both in the order of `labels`.
 */
export function confusedPairs(
  { labels, matrix }: { readonly labels: readonly string[]; readonly matrix: readonly (readonly number[])[] },
  most: number,
): CountedPair[] {
  const pairs: CountedPair[] = [];
  const order = labels.map((_, at) => at).sort((one, other) => compare(labels[one]!, labels[other]!));
  for (const [at, one] of order.entries()) {
    for (const other of order.slice(at + 1)) {
      const [there, back] = [matrix[one]![other]!, matrix[other]![one]!];
      if (there + back === 0) continue;
      const pair: ConfusedPair =
        back > there ? [labels[other]!, labels[one]!] : [labels[one]!, labels[other]!];
      pairs.push({ pair, records: there + back });
    }
  }
  return pairs.sort((one, other) => other.records - one.records).slice(0, most);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
