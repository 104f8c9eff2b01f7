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

  /** Counts the pieces of a record. */
  add(text: string): void {
    this.records += 1;
    const count = this.#read(text);
    for (let at = 0; at < count; at++) {
      const piece = this.#shingles[at]! >>> SHIFT;
      if (this.#met.isNew(piece) && this.#counts[piece]! < MOST) this.#counts[piece]! += 1;
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
      const common = count > group / 2 || count === MOST;
      if (common) length -= 1;
      if (!this.#met.isNew(piece) || common) continue;
      pieces += 1;
      // The record itself is one of those that have the piece.
      if (count > 1) known += 1;
      surprise += Math.log2((this.records + 1) / (count - 0.5));
    }
    return { length, pieces, known, surprise };
  }

  #read(text: string): number {
    this.#folded.read(text);
    const count = shingle(this.#folded.units, 0, this.#folded.length, this.#shingles);
    this.#met.begin(count);
    return count;
  }
}

/** The pieces of one text that were met, in buffers that serve text after text; those of a short one stay in the cache. */
class MetPieces {
  readonly #pieces = new Int32Array(2 * LONGEST);
  readonly #readings = new Uint32Array(2 * LONGEST);
  #reading = 0;
  #mask = 0;

  /** Begins a text of so many pieces. */
  begin(count: number): void {
    this.#reading += 1;
    this.#mask = Math.min(2 * LONGEST, 4 << (32 - Math.clz32(count))) - 1;
  }

  /** Whether the piece was not met in this text before; now it is. */
  isNew(piece: number): boolean {
    let slot = piece & this.#mask;
    while (this.#readings[slot] === this.#reading) {
      if (this.#pieces[slot] === piece) return false;
      slot = (slot + 1) & this.#mask;
    }
    this.#readings[slot] = this.#reading;
    this.#pieces[slot] = piece;
    return true;
  }
}
