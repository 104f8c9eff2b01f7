import { BandTable } from './band-table.ts';
import { Candidates } from './candidates.ts';
import { FoldedText, LONGEST } from './fold.ts';
import { FoldedTexts } from './folded-texts.ts';
import { fewestToMeet, Rarity } from './rarity.ts';
import {
  assertThreshold,
  DEFAULT_THRESHOLD,
  type NearDuplicateOptions,
  type Resemblance,
} from './resemblance.ts';
import { shingle } from './shingles.ts';
import { Similarity } from './similarity.ts';
import { WordColumn } from './word-column.ts';

/** Test records looked at for one shingle. */
const CROWD = 64;
/** Test records that a text is compared with. */
const MOST = 128;

/**
 * The records of a test set, to find among training records those that are in it or near to one of it.
 *
 * Nothing near is missed, as with sketches it may be: a text whose Jaccard similarity with a test record of n shingles is
 * t or more has at least t·n of them, so at least one of any n − ⌈t·n⌉ + 1. The rarest ones are looked up (Chaudhuri,
 * Ganti & Kaushik 2006, "A primitive operator for similarity joins in data cleaning"; Bayardo, Ma & Srikant 2007, "Scaling
 * up all pairs similarity search"). The one exception: where more than `CROWD` test records share each of their rarest
 * shingles, they are much alike, and the first of them stand for the others.
 *
 * Test records without a letter, number or symbol are near to none.
 */
export class ContaminationIndex {
  readonly threshold: number;
  readonly #texts = new FoldedTexts();
  /** Record of each text: all but the blank ones have one. */
  readonly #rows = new WordColumn();
  readonly #similarity = new Similarity(this.#texts);
  readonly #folded = new FoldedText();
  readonly #shingles = new Int32Array(LONGEST);
  readonly #ends = new Int32Array(LONGEST);
  readonly #candidates = new Candidates(LONGEST * CROWD, MOST);
  readonly #table: BandTable;

  constructor(
    testTexts: Iterable<string>,
    { threshold = DEFAULT_THRESHOLD }: Pick<NearDuplicateOptions, 'threshold'> = {},
  ) {
    assertThreshold(threshold);
    this.threshold = threshold;
    this.#keep(testTexts);
    this.#table = this.#tableOfRarest();
  }

  /** The test record that a text is most like, of those that it is near to; null if there is none. */
  meets(text: string): Resemblance | null {
    this.#folded.read(text);
    const places = shingle(this.#folded.units, 0, this.#folded.length, this.#shingles);
    const { texts } = this.#candidates;
    const count = this.#candidates.narrow(this.#table.meet(this.#shingles, places, texts, this.#ends));
    if (count === 0) return null;
    this.#similarity.of(this.#shingles, places);
    const nearest = this.#similarity.most(texts, count, this.threshold);
    if (nearest === null) return null;
    const exact = this.#texts.equals(nearest.text, this.#folded);
    return { row: this.#rows.at(nearest.text), jaccard: nearest.jaccard, exact };
  }

  #keep(testTexts: Iterable<string>): void {
    let row = 0;
    for (const text of testTexts) {
      this.#folded.read(text);
      if (this.#folded.length > 0) {
        this.#texts.push(this.#folded);
        this.#rows.push(row);
      }
      row += 1;
    }
  }

  #tableOfRarest(): BandTable {
    const rarity = new Rarity();
    let entries = 0;
    for (let text = 0; text < this.#texts.count; text++) {
      const places = this.#texts.shingle(text, this.#shingles);
      rarity.note(this.#shingles, places);
      entries += fewestToMeet(places, this.threshold);
    }
    const table = new BandTable(this.#texts.count, entries, CROWD);
    for (let text = 0; text < this.#texts.count; text++) {
      const places = this.#texts.shingle(text, this.#shingles);
      const rarest = rarity.rarestFirst(this.#shingles, places, this.threshold);
      table.meet(this.#shingles, rarest, this.#candidates.texts, this.#ends);
      table.add(this.#shingles, rarest, this.#ends, text);
    }
    return table;
  }
}
