import { digestWords } from '../fingerprint/content.ts';
import { GramRows } from '../linear/gram-rows.ts';
import { NearDuplicateIndex } from '../near-duplicate/near-duplicate-index.ts';
import { WordColumn } from '../near-duplicate/word-column.ts';

/** Grams of all texts at most: four bytes each, the texts of some 100,000 records of 200 characters. */
const MOST_CELLS = 2 ** 25;

/**
 * Labelled texts as grams, with what is needed to put them into folds. Of more texts than there is room for, a sample
 * stays, drawn by content: each time that the room is full half of the texts go, whichever order they came in.
 */
export class LabelledTexts {
  rows = new GramRows();
  readonly labels: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #near = new NearDuplicateIndex();
  readonly #mostCells: number;
  #keys = new WordColumn();
  #classes = new WordColumn();
  /** By row: its number in the order of adding. */
  #places = new WordColumn();
  #level = 0;

  constructor(mostCells = MOST_CELLS) {
    this.#mostCells = mostCells;
  }

  get length(): number {
    return this.rows.length;
  }

  /** Adds a text as the record with the given number, counted from 0 without gaps. */
  add(place: number, text: string, label: string): void {
    const key = digestWords(text)[0]!;
    this.#near.add(text);
    if (!this.#isDrawn(key)) return;
    this.rows.push(text);
    this.#keys.push(key);
    this.#classes.push(this.#numberOf(label));
    this.#places.push(place);
    if (this.rows.size > this.#mostCells) this.halve();
  }

  keyOf(row: number): number {
    return this.#keys.at(row);
  }

  /** The label's place in `labels`. */
  classOf(row: number): number {
    return this.#classes.at(row);
  }

  placeOf(row: number): number {
    return this.#places.at(row);
  }

  /** Equal for texts that are equal or nearly so. */
  groupOf(row: number): number {
    return this.#near.representative(this.placeOf(row));
  }

  /** Lets go of about half of the texts. */
  halve(): void {
    this.#level += 1;
    this.retain((row) => this.#isDrawn(this.keyOf(row)));
  }

  retain(keep: (row: number) => boolean): void {
    const kept = { keys: new WordColumn(), classes: new WordColumn(), places: new WordColumn() };
    this.rows.retain((row) => {
      const keeps = keep(row);
      if (!keeps) return false;
      kept.keys.push(this.keyOf(row));
      kept.classes.push(this.classOf(row));
      kept.places.push(this.placeOf(row));
      return true;
    });
    this.#keys = kept.keys;
    this.#classes = kept.classes;
    this.#places = kept.places;
  }

  #isDrawn(key: number): boolean {
    return (key & (2 ** this.#level - 1)) === 0;
  }

  #numberOf(label: string): number {
    const known = this.#numbers.get(label);
    if (known !== undefined) return known;
    this.#numbers.set(label, this.labels.length);
    return this.labels.push(label) - 1;
  }
}
