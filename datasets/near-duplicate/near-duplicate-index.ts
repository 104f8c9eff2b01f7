import { BandedTexts } from './banded-texts.ts';
import { Clusters } from './clusters.ts';
import { type Folded, FoldedText } from './fold.ts';
import {
  assertThreshold,
  DEFAULT_THRESHOLD,
  type NearDuplicateOptions,
  type Resemblance,
} from './resemblance.ts';
import type { SketchedText } from './text-sketcher.ts';
import { WordColumn } from './word-column.ts';

const NONE = 2 ** 32 - 1;

/** A record that `nearestElseAdd` added. */
export interface Added {
  readonly added: number;
  /** First record of the same folded text, which was not accepted; null if there is none. */
  readonly same: number | null;
}

/**
 * Near duplicates among millions of short texts. Each record is compared, as it is added, with the earlier ones that
 * share a band of its sketch; what counts is the exact Jaccard similarity of their shingles. Records that are near to
 * each other, directly or through others, are one cluster, and its first record represents it.
 *
 * The result depends on the texts and their order alone. Records without a letter, number or symbol are near to none.
 * Memory: 100 to 190 bytes a record, and two for each character that counts; records of a text that is there take four.
 */
export class NearDuplicateIndex {
  readonly threshold: number;
  readonly #banded: BandedTexts;
  readonly #folded = new FoldedText();
  /** The text of each record; `NONE` for a blank one. Records of the same folded text have one text. */
  readonly #textOf = new WordColumn();
  readonly #firstRows = new WordColumn();
  /** An earlier text that each text was found near to, or `NONE`. */
  readonly #links = new WordColumn();
  readonly #clusters = new Clusters();

  constructor({ threshold = DEFAULT_THRESHOLD, expected = 0 }: NearDuplicateOptions = {}) {
    assertThreshold(threshold);
    this.threshold = threshold;
    this.#banded = new BandedTexts(threshold, expected);
  }

  /** Records added. */
  get length(): number {
    return this.#textOf.length;
  }

  /** Bytes of all that grows with the records. */
  get bytes(): number {
    const parts = [this.#banded, this.#textOf, this.#firstRows, this.#links, this.#clusters];
    return parts.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Pairs of texts compared so far: what the time goes into when there are many that are alike. */
  get comparisons(): number {
    return this.#banded.similarity.comparisons;
  }

  /**
   * Adds a record's text and returns the record's number, counted from 0. A text may come sketched, with the banding of the
   * index's threshold.
   */
  add(text: string | SketchedText): number {
    const row = this.length;
    const { folded, sketch } = this.#read(text);
    this.#textOf.push(folded.length === 0 ? NONE : this.#numberOfText(folded, sketch, row));
    return row;
  }

  /** The first earlier record that a record was found near to; null if there was none. */
  earlier(row: number): Resemblance | null {
    const text = this.#textOf.at(row);
    if (text === NONE) return null;
    const first = this.#firstRows.at(text);
    if (first !== row) return { row: first, jaccard: 1, exact: true };
    const link = this.#links.at(text);
    return link === NONE
      ? null
      : { row: this.#firstRows.at(link), jaccard: this.#banded.similarity.between(text, link), exact: false };
  }

  /**
   * The record most like a text, of those that are near to it and that `accepts`; null if none is. Of records of the same
   * folded text the first stands for all. Adds nothing.
   */
  nearest(text: string, accepts?: (row: number) => boolean): Resemblance | null {
    this.#folded.read(text);
    const folded = this.#folded;
    return folded.length === 0 ? null : this.#nearest(folded, this.#banded.numberOf(folded), null, accepts);
  }

  /**
   * What `nearest` gives; where that is null the text is added. What else an added record is near to is not looked for: it
   * is in one cluster with records of its own text alone. A text may come sketched, with the banding of the index's threshold.
   */
  nearestElseAdd(text: string | SketchedText, accepts?: (row: number) => boolean): Resemblance | Added {
    const row = this.length;
    const { folded, sketch } = this.#read(text);
    if (folded.length === 0) {
      this.#textOf.push(NONE);
      return { added: row, same: null };
    }
    this.#banded.makeRoom();
    const known = this.#banded.numberOf(folded);
    const nearest = this.#nearest(folded, known, sketch, accepts);
    if (nearest !== null) return nearest;
    this.#textOf.push(known ?? this.#append(folded, row));
    return { added: row, same: known === null ? null : this.#firstRows.at(known) };
  }

  /** The first record of the cluster that a record is in: itself, unless it is near to an earlier one. */
  representative(row: number): number {
    const text = this.#textOf.at(row);
    return text === NONE ? row : this.#firstRows.at(this.#clusters.rootOf(text));
  }

  /** Clusters of two records or more, by their representatives and in their order; members ascending. */
  clusters(): Map<number, number[]> {
    const clusters = new Map<number, number[]>();
    for (let row = 0; row < this.length; row++) {
      const first = this.representative(row);
      if (first === row) continue;
      const members = clusters.get(first);
      if (members === undefined) clusters.set(first, [first, row]);
      else members.push(row);
    }
    return new Map([...clusters].sort(([one], [other]) => one - other));
  }

  #read(text: string | SketchedText): { readonly folded: Folded; readonly sketch: Int32Array | null } {
    if (typeof text !== 'string') return { folded: text, sketch: text.keys };
    this.#folded.read(text);
    return { folded: this.#folded, sketch: null };
  }

  /** The number of a text, which becomes a new one of record `row` unless it is there. */
  #numberOfText(folded: Folded, sketch: Int32Array | null, row: number): number {
    this.#banded.makeRoom();
    const known = this.#banded.numberOf(folded);
    if (known !== null) return known;
    const count = this.#banded.find(folded, sketch);
    const text = this.#append(folded, row);
    this.#links.set(text, this.#joinNear(text, count));
    return text;
  }

  /** Adds the text that was just looked for as that of record `row`, near to none yet. */
  #append(folded: Folded, row: number): number {
    const text = this.#banded.add(folded);
    this.#firstRows.push(row);
    this.#clusters.push();
    this.#links.push(NONE);
    return text;
  }

  /** The record nearest to a text, which has the number `same` if it is there. */
  #nearest(
    folded: Folded,
    same: number | null,
    sketch: Int32Array | null,
    accepts?: (row: number) => boolean,
  ): Resemblance | null {
    const taken = (of: number) => accepts === undefined || accepts(this.#firstRows.at(of));
    if (same !== null && taken(same)) return { row: this.#firstRows.at(same), jaccard: 1, exact: true };
    const count = this.#banded.find(folded, sketch);
    if (count === 0) return null;
    const { candidates, similarity } = this.#banded;
    const others =
      accepts === undefined ? candidates.texts : candidates.texts.subarray(0, count).filter(taken);
    const nearest = similarity.most(others, accepts === undefined ? count : others.length, this.threshold);
    return nearest && { row: this.#firstRows.at(nearest.text), jaccard: nearest.jaccard, exact: false };
  }

  /** Joins a text with its candidates that are near to it; the first of them, or `NONE`. */
  #joinNear(text: number, count: number): number {
    const { candidates, similarity } = this.#banded;
    let link = NONE;
    for (let at = 0; at < count; at++) {
      const other = candidates.texts[at]!;
      // Of a cluster that the text has joined already, one member is enough.
      if (link !== NONE && this.#clusters.areOne(text, other)) continue;
      if (similarity.with(other, this.threshold) < this.threshold) continue;
      if (link === NONE) link = other;
      this.#clusters.join(text, other);
    }
    return link;
  }
}
