import type { Banding } from './banding.ts';
import { mix } from './shingles.ts';

/** More than any value: values have 30 bits. */
const EMPTY = 0x3fffffff;

/**
 * One-permutation MinHash (Li, Owen & Zhang 2012, "One permutation hashing") with optimal densification
 * (Shrivastava 2017, "Optimal densification for fast and accurate minwise hashing"): each shingle falls into one bin and
 * the least of a bin is its value; an empty bin takes the value of a full one that it finds on a way of its own, the same
 * for every text. Two texts agree in a bin with the probability of their Jaccard similarity.
 *
 * The bins are read off in bands: texts that agree in all bins of a band have the same key for it.
 */
export class Sketch {
  /** One 32-bit key for each band of the text that was read last. */
  readonly keys: Int32Array;
  readonly #rows: number;
  readonly #bins: Int32Array;
  readonly #own: Int32Array;
  /** For each bin, all bins in an order of its own. */
  readonly #ways: Uint8Array;

  constructor({ bands, rows }: Banding) {
    this.keys = new Int32Array(bands);
    this.#rows = rows;
    this.#bins = new Int32Array(bands * rows);
    this.#own = new Int32Array(bands * rows);
    this.#ways = waysOf(bands * rows);
  }

  /** Reads the first `size` of `shingles`, at least one; how often each is among them does not matter. */
  read(shingles: Int32Array, size: number): void {
    const own = this.#own;
    const bins = this.#bins;
    fill(own, shingles, size);
    densify(own, this.#ways, bins);
    const keys = this.keys;
    const rows = this.#rows;
    for (let band = 0, bin = 0; band < keys.length; band++) {
      let key = band;
      for (const end = bin + rows; bin < end; bin++)
        key = Math.imul(key ^ bins[bin]!, 0x2c1b3c6d) ^ (key >>> 15);
      keys[band] = mix(key);
    }
  }
}

/** The least value of each bin; `EMPTY` where there is none. */
function fill(bins: Int32Array, shingles: Int32Array, size: number): void {
  const count = bins.length;
  for (let bin = 0; bin < count; bin++) bins[bin] = EMPTY;
  for (let at = 0; at < size; at++) {
    const shingle = shingles[at]!;
    const bin = ((shingle >>> 16) * count) >>> 16;
    // Within a bin the upper bits are much alike, so that the order comes from another spreading of all bits.
    const value = Math.imul(shingle ^ (shingle >>> 15), 0x297a2d39) >>> 2;
    // The least of two without a branch, which nobody could predict.
    const less = value - bins[bin]!;
    bins[bin]! += less & (less >> 31);
  }
}

/** Gives each empty bin the value of the first full one on its way. */
function densify(own: Int32Array, ways: Uint8Array, bins: Int32Array): void {
  const count = own.length;
  for (let bin = 0; bin < count; bin++) {
    let value = own[bin]!;
    for (let step = bin * count; value === EMPTY; step++) value = own[ways[step]!]!;
    bins[bin] = value;
  }
}

/** For each bin a permutation of all, one after the other, by Fisher and Yates with a fixed seed. */
function waysOf(bins: number): Uint8Array {
  const ways = new Uint8Array(bins * bins);
  let state = 1;
  for (let bin = 0; bin < bins; bin++) {
    const way = ways.subarray(bin * bins, (bin + 1) * bins);
    for (let step = 0; step < bins; step++) {
      state = (state + 0x9e3779b9) | 0;
      const other = ((mix(state) >>> 16) * (step + 1)) >>> 16;
      way[step] = way[other]!;
      way[other] = step;
    }
  }
  return ways;
}
