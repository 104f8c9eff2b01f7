import { FoldedText, LONGEST } from '../near-duplicate/fold.ts';
import { shingle } from '../near-duplicate/shingles.ts';

/** Pieces are told apart by this many bits of their hash: 32 MiB for all counts, however many records there are. */
const BITS = 22;
const SHIFT = 32 - BITS;

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
  readonly #counts = new Uint32Array(2 ** BITS);
  /** The reading in which a piece was met last: each counts once a text. */
  readonly #met = new Uint32Array(2 ** BITS);
  #reading = 0;

  /** Counts the pieces of a record. */
  add(text: string): void {
    this.records += 1;
    const count = this.#read(text);
    for (let at = 0; at < count; at++) {
      const piece = this.#shingles[at]! >>> SHIFT;
      if (this.#isNew(piece)) this.#counts[piece]! += 1;
    }
  }

  /** The wording of one of the records that were added, of which `group` are of its kind. */
  wordingOf(text: string, group: number): Wording {
    const places = this.#read(text);
    let length = this.#folded.length;
    let pieces = 0;
    let known = 0;
    let surprise = 0;
    for (let at = 0; at < places; at++) {
      const piece = this.#shingles[at]! >>> SHIFT;
      const count = this.#counts[piece]!;
      const common = count > group / 2;
      if (common) length -= 1;
      if (!this.#isNew(piece) || common) continue;
      pieces += 1;
      // The record itself is one of those that have the piece.
      if (count > 1) known += 1;
      surprise += Math.log2((this.records + 1) / (count - 0.5));
    }
    return { length, pieces, known, surprise };
  }

  #read(text: string): number {
    this.#reading += 1;
    this.#folded.read(text);
    return shingle(this.#folded.units, 0, this.#folded.length, this.#shingles);
  }

  #isNew(piece: number): boolean {
    if (this.#met[piece] === this.#reading) return false;
    this.#met[piece] = this.#reading;
    return true;
  }
}
