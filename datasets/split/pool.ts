import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { TextColumn } from '../arrow/text-column.ts';
import { canonicalQuestion, digestWords } from '../fingerprint/content.ts';
import { DigestIndex } from '../fingerprint/digest-index.ts';
import type { SplitName } from '../formats/common-columns.ts';

/** Where a record goes; null: nowhere, since its question is in the test (or, for training records, in validation). */
export type Place = SplitName | null;

const WHOLE = 2 ** 32;

/** Labels in the order of first sight, by number. */
class LabelBook {
  readonly #numbers = new Map<string, number>();

  /** Every label, at the place of its number. */
  get labels(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  numberOf(label: string): number {
    const known = this.#numbers.get(label);
    if (known !== undefined) return known;
    this.#numbers.set(label, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** Records with the same question: they always go the same way, so that no test question is ever trained on. */
export interface Unit {
  /** Label of its first record, by which it is stratified. */
  readonly label: number;
  /** Two independent numbers in [0, 1) that follow from the seed and the question alone. */
  readonly testDraw: number;
  readonly validationDraw: number;
}

/** What a split must know of the records, gathered while they pass by. */
export class SplitPool {
  readonly book = new LabelBook();
  readonly units: Unit[] = [];
  /** By row: its unit, its label, its place by the user's own column. */
  readonly unitOf: number[] = [];
  readonly labelOf: number[] = [];
  readonly columnOf: (SplitName | null)[] = [];
  readonly #ids = new TextColumn();
  readonly #index = new DigestIndex();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  get rows(): number {
    return this.unitOf.length;
  }

  see(record: DatasetRecord): void {
    const label = this.book.numberOf(record.label ?? '');
    const words = this.#digest(record);
    const known = this.#index.add(words, this.units.length);
    if (known === undefined) {
      this.units.push({ label, testDraw: words[4]! / WHOLE, validationDraw: words[5]! / WHOLE });
    }
    this.unitOf.push(known ?? this.units.length - 1);
    this.labelOf.push(label);
    this.columnOf.push(record.split as SplitName | null);
    this.#ids.push(record.id);
  }

  /** The unit of a record of another file with the same question, if there is one. */
  unitLike(record: DatasetRecord): number | undefined {
    return this.#index.get(this.#digest(record));
  }

  idOf(row: number): string {
    return this.#ids.at(row);
  }

  #digest(record: DatasetRecord): Uint32Array {
    return digestWords(`${this.#seed}\n${canonicalQuestion(record)}`);
  }
}
