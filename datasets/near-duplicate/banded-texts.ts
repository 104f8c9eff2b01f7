import { BandTable } from './band-table.ts';
import { bandingFor } from './banding.ts';
import { Candidates } from './candidates.ts';
import { type Folded, LONGEST } from './fold.ts';
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
  /** What `find` found last. */
  readonly candidates: Candidates;
  /** The text that `find` was given last, to be compared with others, where there were candidates. */
  readonly similarity = new Similarity(this.texts);
  readonly #shingles = new Int32Array(LONGEST);
  readonly #key = new Int32Array(1);
  readonly #sketch: Sketch;
  /** Where the searches in both tables ended: what is added goes there. */
  readonly #wholeEnd = new Int32Array(1);
  readonly #bandEnds: Int32Array;
  #found = 0;
  #room: number;
  #wholes: BandTable;
  #bands: BandTable;

  constructor(threshold: number, expected: number) {
    const banding = bandingFor(threshold);
    this.#sketch = new Sketch(banding);
    this.#bandEnds = new Int32Array(banding.bands);
    this.candidates = new Candidates(banding.bands * CROWD, MOST);
    this.#room = Math.max(expected, FEWEST_TEXTS);
    [this.#wholes, this.#bands] = this.#emptyTables();
  }

  get bytes(): number {
    return this.texts.bytes + this.similarity.bytes + this.#wholes.bytes + this.#bands.bytes;
  }

  /** Makes sure that one more text can be added after `numberOf` and `find`. */
  makeRoom(): void {
    if (this.texts.count === this.#room) this.#grow();
  }

  /** The number of this very text; null if it is new. */
  numberOf(folded: Folded): number | null {
    const { texts } = this.candidates;
    this.#key[0] = folded.key;
    const count = this.#wholes.meet(this.#key, 1, texts, this.#wholeEnd);
    for (let at = 0; at < count; at++) {
      if (this.texts.equals(texts[at]!, folded)) return texts[at]!;
    }
    return null;
  }

  /**
   * Puts the texts that share a band with this one into `candidates` and returns how many there are. `sketch`: the keys of its
   * bands, where they are known.
   */
  find(folded: Folded, sketch: Int32Array | null = null): number {
    const { keys } = this.#sketch;
    let places = sketch === null ? this.#shingle(folded) : 0;
    if (sketch === null) this.#sketch.read(this.#shingles, places);
    else keys.set(sketch);
    const { texts } = this.candidates;
    this.#found = this.candidates.narrow(this.#bands.meet(keys, keys.length, texts, this.#bandEnds));
    if (this.#found === 0) return 0;
    if (sketch !== null) places = this.#shingle(folded);
    this.similarity.of(this.#shingles, places);
    return this.#found;
  }

  /** Adds, as the next number, the text that `makeRoom`, `numberOf` and `find` were called for right before. */
  add(folded: Folded): number {
    const text = this.texts.push(folded);
    const { keys } = this.#sketch;
    this.#wholes.add(this.#key, 1, this.#wholeEnd, text);
    this.#bands.add(keys, keys.length, this.#bandEnds, text);
    if (this.#found > 0) this.similarity.isStoredAs(text);
    return text;
  }

  #shingle({ units, length }: Folded): number {
    return shingle(units, 0, length, this.#shingles);
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
      this.#wholes.meet(this.#key, 1, this.candidates.texts, this.#wholeEnd);
      this.#wholes.add(this.#key, 1, this.#wholeEnd, text);
      this.#sketch.read(this.#shingles, this.texts.shingle(text, this.#shingles));
      this.#bands.meet(keys, keys.length, this.candidates.texts, this.#bandEnds);
      this.#bands.add(keys, keys.length, this.#bandEnds, text);
    }
  }
}
