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

/** The different pieces of a text, in the order in which they come first. */
export interface PieceList {
  /** Characters of the text that count. */
  readonly length: number;
  readonly count: number;
  /** Up to `count`. */
  readonly pieces: Int32Array;
  /** How often each comes, up to `count`. */
  readonly times: Uint16Array;
}

/** In how many records each piece of text occurs; pieces are the shingles of near-duplicate search. */
export class Pieces {
  records = 0;
  readonly #counts = new Uint16Array(2 ** BITS);
  readonly #reader = new PieceReader();
  /** By number of records that have a piece; 0 where it was not worked out yet for so many records. */
  readonly #surprises = new Float64Array(MOST);
  #surprisesOf = 0;

  /** Counts the pieces of a record. */
  add(text: string | PieceList): void {
    this.records += 1;
    const counts = this.#counts;
    const { pieces, count } = typeof text === 'string' ? this.#reader.read(text) : text;
    // In a loop of their own: the table does not fit into the cache, and so its cells are fetched side by side.
    for (let at = 0; at < count; at++) {
      const piece = pieces[at]!;
      if (counts[piece]! < MOST) counts[piece]! += 1;
    }
  }

  /** The wording of one of the records that were added, of which `group` are of its kind. */
  wordingOf(text: string | PieceList, group: number): Wording {
    const list = typeof text === 'string' ? this.#reader.read(text) : text;
    const { pieces: each, times, count: different } = list;
    const counts = this.#counts;
    const commonFrom = Math.min(MOST, Math.floor(group / 2) + 1);
    let { length } = list;
    let pieces = 0;
    let known = 0;
    let surprise = 0;
    for (let at = 0; at < different; at++) {
      const count = counts[each[at]!]!;
      if (count >= commonFrom) {
        length -= times[at]!;
        continue;
      }
      pieces += 1;
      // The record itself is one of those that have the piece.
      if (count > 1) known += 1;
      surprise += this.#surpriseOf(count);
    }
    return { length, pieces, known, surprise };
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

/** Reads texts into their pieces, in buffers that serve text after text; those of a short one stay in the cache. */
export class PieceReader {
  readonly #folded = new FoldedText();
  readonly #shingles = new Int32Array(LONGEST);
  readonly #each = new Int32Array(LONGEST);
  readonly #times = new Uint16Array(LONGEST);
  readonly #pieces = new Int32Array(2 * LONGEST);
  readonly #readings = new Uint32Array(2 * LONGEST);
  /** By slot: the piece's place in `#each`. */
  readonly #places = new Uint16Array(2 * LONGEST);
  #reading = 0;

  /** The pieces of a text; good until the next one is read. */
  read(text: string): PieceList {
    this.#folded.read(text);
    const { units, length } = this.#folded;
    return this.of(length, this.#shingles, shingle(units, 0, length, this.#shingles));
  }

  /** The pieces of a text of `length` units that count, which has the first `count` of `shingles`. */
  of(length: number, shingles: Int32Array, count: number): PieceList {
    const reading = (this.#reading + 1) >>> 0;
    this.#reading = reading;
    const mask = Math.min(2 * LONGEST, 4 << (32 - Math.clz32(count))) - 1;
    const known = this.#pieces;
    const readings = this.#readings;
    const places = this.#places;
    const each = this.#each;
    const times = this.#times;
    let different = 0;
    for (let at = 0; at < count; at++) {
      const piece = shingles[at]! >>> SHIFT;
      let slot = piece & mask;
      while (readings[slot] === reading && known[slot] !== piece) slot = (slot + 1) & mask;
      if (readings[slot] === reading) {
        times[places[slot]!]! += 1;
        continue;
      }
      places[slot] = different;
      each[different] = piece;
      times[different++] = 1;
      readings[slot] = reading;
      known[slot] = piece;
    }
    return { length, count: different, pieces: each, times };
  }
}
