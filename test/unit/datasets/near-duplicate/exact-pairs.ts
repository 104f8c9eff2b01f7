export interface ExactPair {
  readonly one: number;
  /** Later than `one`. */
  readonly other: number;
  readonly jaccard: number;
}

/**
 * All pairs of texts, given by their shingles, whose Jaccard similarity is `threshold` or more, without an approximation: two texts that share enough
 * must share one of the rarest shingles of each (Bayardo, Ma & Srikant 2007), so only such pairs are compared.
 */
export function exactPairs(shingles: readonly ReadonlySet<string>[], threshold: number): ExactPair[] {
  const sets = byRarity(shingles);
  const holders = new Map<number, number[]>();
  const pairs: ExactPair[] = [];
  for (const [other, set] of sets.entries()) {
    const candidates = new Set<number>();
    const rarest = set.subarray(0, set.length - Math.ceil(threshold * set.length - 1e-9) + 1);
    for (const shingle of rarest) {
      const known = holders.get(shingle);
      if (known === undefined) holders.set(shingle, [other]);
      else {
        for (const one of known) candidates.add(one);
        known.push(other);
      }
    }
    for (const one of candidates) {
      const jaccard = jaccardOfSorted(sets[one]!, set);
      if (jaccard >= threshold) pairs.push({ one, other, jaccard });
    }
  }
  return pairs;
}

/** Shingles as numbers, the rarest of all texts first. */
function byRarity(sets: readonly ReadonlySet<string>[]): Uint32Array[] {
  const counts = new Map<string, number>();
  for (const set of sets) for (const shingle of set) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  const order = [...counts].sort(([, one], [, other]) => one - other);
  const ranks = new Map(order.map(([shingle], rank) => [shingle, rank]));
  return sets.map((set) => Uint32Array.from(set, (shingle) => ranks.get(shingle)!).sort());
}

function jaccardOfSorted(one: Uint32Array, other: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const difference = one[i]! - other[j]!;
    if (difference === 0) shared += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return shared / (one.length + other.length - shared);
}
