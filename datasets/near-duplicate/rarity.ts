/** Counters; two shingles that share one only make the order a little worse. */
const COUNTERS = 2 ** 20;

/** How often shingles come in a set of texts, and the rarest ones of a text. */
export class Rarity {
  readonly #counts = new Uint32Array(COUNTERS);

  /** Counts the first `count` of `shingles`. */
  note(shingles: Int32Array, count: number): void {
    for (let at = 0; at < count; at++) this.#counts[shingles[at]! & (COUNTERS - 1)]! += 1;
  }

  /**
   * Puts the rarest of the first `count` of `shingles` first, each once: as many that a text with a share of `threshold`
   * or more of all of them must have one of these. Returns how many.
   */
  rarestFirst(shingles: Int32Array, count: number, threshold: number): number {
    // By count and then by the shingle itself, in one number for each, which sorts without a function.
    const ranked = new Float64Array(count);
    for (let at = 0; at < count; at++) {
      const shingle = shingles[at]!;
      ranked[at] = this.#counts[shingle & (COUNTERS - 1)]! * 2 ** 32 + (shingle >>> 0);
    }
    ranked.sort();
    let size = 0;
    for (let at = 0; at < count; at++) {
      if (at === 0 || ranked[at] !== ranked[at - 1]) shingles[size++] = (ranked[at]! % 2 ** 32) | 0;
    }
    return fewestToMeet(size, threshold);
  }
}

/** Of n things, how many one must look at to meet one of any ⌈threshold · n⌉. */
export function fewestToMeet(size: number, threshold: number): number {
  // A product a little too high for its rounding must not ask for one more.
  return size - Math.ceil(threshold * size - 1e-9) + 1;
}
