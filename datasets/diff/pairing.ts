import { type Digest128, DigestIndex } from '../fingerprint/digest-index.ts';

/** Nobody. */
export const ALONE = -1;

/** A key of a row, or null where the row must not be paired by it. */
export type KeyOf = (row: number) => Digest128 | null;

/**
 * Pairs the rows of two versions, one with one, by one key after the other; rows that have a partner are left alone by
 * the keys that follow. Of several rows with the same key the first one before is paired with the first one after.
 */
export class Pairing {
  /** By row before, and by row after: the partner's row, else `ALONE`. */
  readonly after: Int32Array;
  readonly before: Int32Array;

  constructor(rowsBefore: number, rowsAfter: number) {
    this.after = new Int32Array(rowsBefore).fill(ALONE);
    this.before = new Int32Array(rowsAfter).fill(ALONE);
  }

  by(keyBefore: KeyOf, keyAfter: KeyOf): void {
    const waiting = new Waiting(this.after.length);
    // From the last to the first, so that each chain begins with its first row.
    for (let row = this.after.length - 1; row >= 0; row--) {
      const key = this.after[row] === ALONE ? keyBefore(row) : null;
      if (key !== null) waiting.add(key, row);
    }
    for (let row = 0; row < this.before.length; row++) {
      const key = this.before[row] === ALONE ? keyAfter(row) : null;
      const partner = key === null ? ALONE : waiting.take(key);
      if (partner === ALONE) continue;
      this.before[row] = partner;
      this.after[partner] = row;
    }
  }
}

/** Rows that wait for a partner, as a chain for each key. */
class Waiting {
  readonly #index = new DigestIndex();
  readonly #heads: number[] = [];
  readonly #next: Int32Array;

  constructor(rows: number) {
    this.#next = new Int32Array(rows);
  }

  add(key: Digest128, row: number): void {
    const chain = this.#index.add(key, this.#heads.length);
    this.#next[row] = chain === undefined ? ALONE : this.#heads[chain]!;
    this.#heads[chain ?? this.#heads.length] = row;
  }

  /** The first row of the key, which then waits no longer; else `ALONE`. */
  take(key: Digest128): number {
    const chain = this.#index.get(key);
    if (chain === undefined) return ALONE;
    const row = this.#heads[chain]!;
    if (row !== ALONE) this.#heads[chain] = this.#next[row]!;
    return row;
  }
}
