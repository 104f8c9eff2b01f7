import { LONGEST } from './fold.ts';

const SLOTS = 2 * LONGEST;

/**
 * The set of a text's shingles, in buffers that serve text after text. A slot counts as taken only while it bears the
 * present stamp, so that nothing is cleared between texts.
 */
export class ShingleSet {
  size = 0;
  readonly #keys = new Int32Array(SLOTS);
  readonly #stamps = new Uint32Array(SLOTS);
  readonly #met = new Uint32Array(SLOTS);
  #mask = 0;
  #stamp = 0;
  #meeting = 0;

  /** Makes this the set of the first `count` of `shingles`. */
  read(shingles: Int32Array, count: number): void {
    const keys = this.#keys;
    const stamps = this.#stamps;
    // Between two and four slots a shingle: those of a short text stay in the processor's first cache.
    const mask = (2 << (32 - Math.clz32(count))) - 1;
    const stamp = (this.#stamp + 1) >>> 0;
    let size = 0;
    for (let at = 0; at < count; at++) {
      const key = shingles[at]!;
      let slot = key & mask;
      while (stamps[slot] === stamp && keys[slot] !== key) slot = (slot + 1) & mask;
      size += stamps[slot] === stamp ? 0 : 1;
      stamps[slot] = stamp;
      keys[slot] = key;
    }
    this.#mask = mask;
    this.#stamp = stamp;
    this.size = size;
  }

  /** Begins a new count of shared shingles. */
  beginMeeting(): void {
    this.#meeting = (this.#meeting + 1) >>> 0;
  }

  /** How many of the first `count` of `shingles` are in this set and had not come since the count began. */
  meet(shingles: Int32Array, count: number): number {
    const keys = this.#keys;
    const stamps = this.#stamps;
    const met = this.#met;
    const mask = this.#mask;
    const stamp = this.#stamp;
    const meeting = this.#meeting;
    let shared = 0;
    for (let at = 0; at < count; at++) {
      const key = shingles[at]!;
      let slot = key & mask;
      while (stamps[slot] === stamp && keys[slot] !== key) slot = (slot + 1) & mask;
      if (stamps[slot] !== stamp || met[slot] === meeting) continue;
      met[slot] = meeting;
      shared += 1;
    }
    return shared;
  }
}
