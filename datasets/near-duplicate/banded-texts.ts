import { BandTable } from './band-table.ts';
import { bandingFor } from './banding.ts';
import { Candidates } from './candidates.ts';
import { type FoldedText, LONGEST } from './fold.ts';
import { FoldedTexts } from './folded-texts.ts';
import { shingle } from './shingles.ts';
import { Similarity } from './similarity.ts';
import { Sketch } from './sketch.ts';

const FEWEST_TEXTS = 1024;
/** Texts looked at for one band: enough that those of one kind find each other, few enough that time stays linear. */
const CROWD = 16;
/** Texts that one is compared with. */
const MOST = 32;

/** Different texts, found again whole and by the bands of their sketches. */
export class BandedTexts {
  readonly texts = new FoldedTexts();
  /** What `find` or `add` found last. */
  readonly candidates: Candidates;
  /** The text that `find` or `add` was given last, to be compared with others, where there were candidates. */
  readonly similarity = new Similarity(this.texts);
  readonly #shingles = new Int32Array(LONGEST);
  readonly #key = new Int32Array(1);
  readonly #sketch: Sketch;
  #room: number;
  #wholes: BandTable;
  #bands: BandTable;

  constructor(threshold: number, expected: number) {
    const banding = bandingFor(threshold);
    this.#sketch = new Sketch(banding);
    this.candidates = new Candidates(banding.bands * CROWD, MOST);
    this.#room = Math.max(expected, FEWEST_TEXTS);
    [this.#wholes, this.#bands] = this.#emptyTables();
  }

  get bytes(): number {
    return this.texts.bytes + this.similarity.bytes + this.#wholes.bytes + this.#bands.bytes;
  }

  /** The number of this very text; null if it is new. */
  numberOf(folded: FoldedText): number | null {
    const { texts } = this.candidates;
    this.#key[0] = folded.key;
    const count = this.#wholes.meet(this.#key, 1, texts);
    for (let at = 0; at < count; at++) {
      if (this.texts.equals(texts[at]!, folded)) return texts[at]!;
    }
    return null;
  }

  /** Puts the texts that share a band with this one into `candidates` and returns how many there are. */
  find(folded: FoldedText): number {
    return this.#meet(folded, undefined);
  }

  /** Adds a text that is new, as the next number, and finds what `find` does. */
  add(folded: FoldedText): number {
    if (this.texts.count === this.#room) this.#grow();
    const text = this.texts.push(folded);
    this.#key[0] = folded.key;
    this.#wholes.meet(this.#key, 1, this.candidates.texts, text);
    return this.#meet(folded, text);
  }

  #meet(folded: FoldedText, text: number | undefined): number {
    const places = shingle(folded.units, 0, folded.length, this.#shingles);
    const { keys } = this.#sketch;
    this.#sketch.read(this.#shingles, places);
    const count = this.candidates.narrow(this.#bands.meet(keys, keys.length, this.candidates.texts, text));
    if (count > 0) this.similarity.of(this.#shingles, places, text);
    return count;
  }

  #emptyTables(): [wholes: BandTable, bands: BandTable] {
    const entries = this.#room * this.#sketch.keys.length;
    return [new BandTable(this.#room, this.#room, CROWD), new BandTable(this.#room, entries, CROWD)];
  }

  #grow(): void {
    this.#room *= 2;
    [this.#wholes, this.#bands] = this.#emptyTables();
    const { keys } = this.#sketch;
    for (let text = 0; text < this.texts.count; text++) {
      this.#key[0] = this.texts.keyOf(text);
      this.#wholes.meet(this.#key, 1, this.candidates.texts, text);
      this.#sketch.read(this.#shingles, this.texts.shingle(text, this.#shingles));
      this.#bands.meet(keys, keys.length, this.candidates.texts, text);
    }
  }
}
