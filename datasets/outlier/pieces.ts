import { FoldedText, LONGEST } from '../near-duplicate/fold.ts';
import { shingle } from '../near-duplicate/shingles.ts';

/** Pieces are told apart by this many bits of their hash: 8 MiB for all counts, however many records there are. */
const BITS = 22;
const SHIFT = 32 - BITS;
/** A piece that so many records have counts as one that more than half of them have. */
const MOST = 0xffff;

/** What a text is made of, compared with the other records. */
export interface Wording {
  /** Characters but for punctuation, space, and pieces that more than half of the records have. */
  readonly length: number;
  /** Different pieces, those left out that more than half of the records have. */
  readonly pieces: number;
  /** Of these, how many any other record has. */
  readonly known: number;
  /** Sum over these of log₂((n + 1) / (d + ½)) for n records of which d others have the piece: bits. */
  readonly surprise: number;
}

/** In how many records each piece of text occurs; pieces are the shingles of near-duplicate search. */
export class Pieces {
  records = 0;
  readonly #folded = new FoldedText();
  readonly #shingles = new Int32Array(LONGEST);
  readonly #counts = new Uint16Array(2 ** BITS);
  readonly #met = new MetPieces();
  /** By number of records that have a piece; 0 where it was not worked out yet for so many records. */
  readonly #surprises = new Float64Array(MOST);
  #surprisesOf = 0;

  /** Counts the pieces of a record. */
  add(text: string): void {
    this.records += 1;
    const counts = this.#counts;
    const pieces = this.#met.each;
    const different = this.#met.read(this.#shingles, this.#read(text));
    // In a loop of their own: the table does not fit into the cache, and so its cells are fetched side by side.
    for (let at = 0; at < different; at++) {
      const piece = pieces[at]!;
      if (counts[piece]! < MOST) counts[piece]! += 1;
    }
  }

  /** The wording of one of the records that were added, of which `group` are of its kind. */
  wordingOf(text: string, group: number): Wording {
    const places = this.#read(text);
    const counts = this.#counts;
    const commonFrom = Math.min(MOST, Math.floor(group / 2) + 1);
    let length = this.#folded.length;
    for (let at = 0; at < places; at++) {
      if (counts[this.#shingles[at]! >>> SHIFT]! >= commonFrom) length -= 1;
    }
    const each = this.#met.each;
    const different = this.#met.read(this.#shingles, places);
    let pieces = 0;
    let known = 0;
    let surprise = 0;
    for (let at = 0; at < different; at++) {
      const count = counts[each[at]!]!;
      if (count >= commonFrom) continue;
      pieces += 1;
      // The record itself is one of those that have the piece.
      if (count > 1) known += 1;
      surprise += this.#surpriseOf(count);
    }
    return { length, pieces, known, surprise };
  }

  #read(text: string): number {
    this.#folded.read(text);
    return shingle(this.#folded.units, 0, this.#folded.length, this.#shingles);
  }

  /** Logarithms take longer than all else, and there are few different ones. */
  #surpriseOf(count: number): number {
    if (this.#surprisesOf !== this.records) {
      this.#surprises.fill(0);
      this.#surprisesOf = this.records;
    }
    const known = this.#surprises[count]!;
    if (known > 0) return known;
    const surprise = Math.log2((this.records + 1) / (count - 0.5));
    this.#surprises[count] = surprise;
    return surprise;
  }
}

/** The different pieces of one text, in buffers that serve text after text; those of a short one stay in the cache. */
class MetPieces {
  /** The pieces that `read` found, each once and in their order. */
  readonly each = new Int32Array(LONGEST);
  readonly #pieces = new Int32Array(2 * LONGEST);
  readonly #readings = new Uint32Array(2 * LONGEST);
  #reading = 0;

  /** Writes the pieces of the first `count` of `shingles` into `each` and returns how many there are. */
  read(shingles: Int32Array, count: number): number {
    const reading = (this.#reading + 1) >>> 0;
    this.#reading = reading;
    const mask = Math.min(2 * LONGEST, 4 << (32 - Math.clz32(count))) - 1;
    const known = this.#pieces;
    const readings = this.#readings;
    const { each } = this;
    let different = 0;
    for (let at = 0; at < count; at++) {
      const piece = shingles[at]! >>> SHIFT;
      let slot = piece & mask;
      while (readings[slot] === reading && known[slot] !== piece) slot = (slot + 1) & mask;
      each[different] = piece;
      different += readings[slot] === reading ? 0 : 1;
      readings[slot] = reading;
      known[slot] = piece;
    }
    return different;
  }
}
