/** The first 128 bits of a digest as four words: enough that two different contents never meet in practice. */
export type Digest128 = Uint32Array;

const WORDS = 4;
const EMPTY = -1;

/**
 * A map from 128-bit digests to whole numbers ≥ 0, in flat arrays: about 40 bytes an entry at worst, where a Map of
 * strings takes several times that.
 */
export class DigestIndex {
  #slots = 1024;
  #keys = new Uint32Array(this.#slots * WORDS);
  #values = new Int32Array(this.#slots).fill(EMPTY);
  #size = 0;

  /** The number stored for `digest`, or undefined. */
  get(digest: Digest128): number | undefined {
    const value = this.#values[this.#slotOf(digest)]!;
    return value === EMPTY ? undefined : value;
  }

  /** Stores `value` unless the digest is known already; returns the number that was there before, or undefined. */
  add(digest: Digest128, value: number): number | undefined {
    const slot = this.#slotOf(digest);
    const known = this.#values[slot]!;
    if (known !== EMPTY) return known;
    this.#keys.set(digest.subarray(0, WORDS), slot * WORDS);
    this.#values[slot] = value;
    this.#size += 1;
    if (this.#size * 2 > this.#slots) this.#grow();
    return undefined;
  }

  #slotOf(digest: Digest128): number {
    const mask = this.#slots - 1;
    let slot = digest[0]! & mask;
    while (this.#values[slot] !== EMPTY && !this.#holds(slot, digest)) slot = (slot + 1) & mask;
    return slot;
  }

  #holds(slot: number, digest: Digest128): boolean {
    const at = slot * WORDS;
    for (let word = 0; word < WORDS; word++) {
      if (this.#keys[at + word] !== digest[word]) return false;
    }
    return true;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#slots *= 2;
    this.#keys = new Uint32Array(this.#slots * WORDS);
    this.#values = new Int32Array(this.#slots).fill(EMPTY);
    for (let old = 0; old < values.length; old++) {
      if (values[old] === EMPTY) continue;
      const digest = keys.subarray(old * WORDS, old * WORDS + WORDS);
      const slot = this.#slotOf(digest);
      this.#keys.set(digest, slot * WORDS);
      this.#values[slot] = values[old]!;
    }
  }
}
