import { LONGEST } from './fold.ts';
import type { FoldedTexts } from './folded-texts.ts';
import { ShingleSet } from './shingle-set.ts';
import { WordColumn } from './word-column.ts';

/** Places looked at between two looks at whether there is still hope. */
const STRIDE = 32;
/** Not counted yet: every text has at least one shingle. */
const UNKNOWN = 0;

/** The exact Jaccard similarity of one text with any of the stored ones: shingles shared ÷ shingles in either. */
export class Similarity {
  readonly #texts: FoldedTexts;
  /** Different shingles of each text, once they have been counted. */
  readonly #sizes = new WordColumn();
  readonly #set = new ShingleSet();
  readonly #other = new ShingleSet();
  readonly #shingles = new Int32Array(LONGEST);

  #comparisons = 0;

  constructor(texts: FoldedTexts) {
    this.#texts = texts;
  }

  get bytes(): number {
    return this.#sizes.bytes;
  }

  /** How often shingles of two texts were compared. */
  get comparisons(): number {
    return this.#comparisons;
  }

  /** Takes the text that has the first `count` of `shingles` as the one to compare. */
  of(shingles: Int32Array, count: number): void {
    this.#set.read(shingles, count);
  }

  /** The text taken last has been stored under this number. */
  isStoredAs(text: number): void {
    this.#setSize(text, this.#set.size);
  }

  /** Its similarity with the stored text `other`; 0 where that is below `threshold`. */
  with(other: number, threshold: number): number {
    const mine = this.#set.size;
    const theirs = this.#sizeOf(other);
    // No more can be shared than the smaller has.
    if (Math.min(mine, theirs) / Math.max(mine, theirs) < threshold) return 0;
    const shared = this.#shared(other, (threshold * (mine + theirs)) / (1 + threshold));
    const jaccard = shared / (mine + theirs - shared);
    return jaccard < threshold ? 0 : jaccard;
  }

  /**
   * How many shingles it shares with `other`; too few where it cannot be `needed`. Goes from the end, since texts that are
   * alike by nature mostly begin alike, and stops when what is left is not enough.
   */
  #shared(other: number, needed: number): number {
    this.#comparisons += 1;
    this.#set.beginMeeting();
    let shared = 0;
    for (let left = this.#texts.lengthOf(other); left > 0; ) {
      // A product that is a little too high for its rounding must not stop the count.
      if (shared + left < needed - 1e-6) return shared;
      const to = left;
      left = Math.max(0, left - STRIDE);
      shared += this.#set.meet(this.#shingles, this.#texts.shingle(other, this.#shingles, left, to));
    }
    return shared;
  }

  /** The similarity of two stored texts. */
  between(one: number, other: number): number {
    this.of(this.#shingles, this.#texts.shingle(one, this.#shingles));
    return this.with(other, 0);
  }

  /** The stored text most similar to the one taken, of the first `count` of `others` not below `threshold`; the first of equals. */
  most(others: Int32Array, count: number, threshold: number): { text: number; jaccard: number } | null {
    let best: { text: number; jaccard: number } | null = null;
    for (let at = 0; at < count && best?.jaccard !== 1; at++) {
      const jaccard = this.with(others[at]!, best?.jaccard ?? threshold);
      if (jaccard > (best?.jaccard ?? 0)) best = { text: others[at]!, jaccard };
    }
    return best;
  }

  #sizeOf(text: number): number {
    const known = text < this.#sizes.length ? this.#sizes.at(text) : UNKNOWN;
    if (known !== UNKNOWN) return known;
    this.#other.read(this.#shingles, this.#texts.shingle(text, this.#shingles));
    this.#setSize(text, this.#other.size);
    return this.#other.size;
  }

  #setSize(text: number, size: number): void {
    while (this.#sizes.length < this.#texts.count) this.#sizes.push(UNKNOWN);
    this.#sizes.set(text, size);
  }
}
