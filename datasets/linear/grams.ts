/** UTF-16 units of a text that count; a longer one is judged by its beginning. */
export const LONGEST = 4_096;
/** Grams are told apart by this many bits of their hash, as many as scikit-learn's HashingVectorizer takes. */
export const BUCKET_BITS = 20;

const LONGEST_GRAM = 3;
const BASE = 0x2c1b3c6d;
const SHIFT = 32 - BUCKET_BITS;

/**
 * Counts the character n-grams of texts, n = 1 to 3, after compatibility forms were made one (NFKC), letters lower case and
 * runs of space one space. Punctuation and space count: they tell words and sentences apart. One pair of buffers serves
 * text after text.
 */
export class GramCounter {
  /** The buckets of the text that was read last, each once, in the order of first sight; valid up to `size`. */
  readonly buckets = new Uint32Array(LONGEST * LONGEST_GRAM);
  size = 0;
  readonly #counts = new Uint16Array(2 ** BUCKET_BITS);

  read(text: string): void {
    for (let at = 0; at < this.size; at++) this.#counts[this.buckets[at]!] = 0;
    this.size = 0;
    const folded = text.slice(0, LONGEST).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
    const end = Math.min(folded.length, LONGEST);
    for (let first = 0; first < end; first++) {
      let word = 0;
      for (let at = first; at < end && at < first + LONGEST_GRAM; at++) {
        word = (Math.imul(word, BASE) + folded.charCodeAt(at) + 1) | 0;
        this.#count(spread(word) >>> SHIFT);
      }
    }
  }

  /** How often the bucket occurs in the text that was read last, 0 to `LONGEST` × 3. */
  countOf(bucket: number): number {
    return this.#counts[bucket]!;
  }

  #count(bucket: number): void {
    if (this.#counts[bucket]! === 0) this.buckets[this.size++] = bucket;
    this.#counts[bucket]! += 1;
  }
}

/** Lets every bit of a word bear on its upper ones (the finaliser of MurmurHash3). */
function spread(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
