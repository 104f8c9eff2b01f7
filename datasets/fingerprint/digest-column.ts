import type { Digest128 } from './digest-index.ts';

const WORDS = 4;

/** A growing column of 128-bit digests in one flat array. */
export class DigestColumn {
  #words = new Uint32Array(256 * WORDS);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(digest: Uint32Array): void {
    const at = this.#length * WORDS;
    if (at === this.#words.length) {
      const words = new Uint32Array(at * 2);
      words.set(this.#words);
      this.#words = words;
    }
    this.#words.set(digest.subarray(0, WORDS), at);
    this.#length += 1;
  }

  /** A view that the next `push` may leave behind. */
  at(row: number): Digest128 {
    return this.#words.subarray(row * WORDS, (row + 1) * WORDS);
  }
}
