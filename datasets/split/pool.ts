import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { TextColumn } from '../arrow/text-column.ts';
import { BitList } from '../bit-list.ts';
import { canonicalQuestion, digestWords } from '../fingerprint/content.ts';
import { DigestIndex } from '../fingerprint/digest-index.ts';
import type { SplitName } from '../formats/common-columns.ts';
import { WordColumn } from '../near-duplicate/word-column.ts';
import {
  type Dated,
  datedBy,
  heldTogetherBy,
  isGenerated,
  metaOf,
  type SplitColumns,
  sourcesIn,
} from './columns.ts';
import { LabelBook } from './label-book.ts';

/** In place of a number where there is none. */
export const NONE = 0xffff_ffff;

const WHOLE = 2 ** 32;

/**
 * What a split must know of the records, gathered while they pass by: by row, in flat columns, about 100 bytes a record.
 */
export class SplitPool {
  readonly book = new LabelBook();
  readonly columns: SplitColumns;
  /** By row: its label's number in the book. */
  readonly labelOf = new WordColumn();
  /** By row: its place by the user's own column. */
  readonly markOf: (SplitName | null)[] = [];
  /** By row: the number of its question; equal for records with the same question. */
  readonly questionOf = new WordColumn();
  /** By row: the number of its group, or NONE. */
  readonly groupOf = new WordColumn();
  /** By row, where there is a time column: milliseconds since 1970, NaN for a record without a date. */
  readonly momentOf: number[] = [];
  /** By row of a generated record: ids of the records it was made from. */
  readonly sourcesOf = new Map<number, readonly string[]>();
  /** The first value of the time column that names no moment. */
  unreadable: { readonly id: string; readonly written: string } | null = null;

  readonly #questions = new DigestIndex();
  readonly #groups = new DigestIndex();
  readonly #generated = new BitList();
  readonly #ids = new TextColumn();
  readonly #draws = new WordColumn();
  readonly #seed: number;
  /** Whether answers are labels; else all records count as of one label, '', and labels are seen to nowhere. */
  readonly labelled: boolean;
  #questionCount = 0;
  #groupCount = 0;

  constructor(seed: number, columns: SplitColumns = { group: null, time: null }, labelled = true) {
    this.#seed = seed;
    this.labelled = labelled;
    this.columns = columns;
  }

  get rows(): number {
    return this.labelOf.length;
  }

  /** Different questions; their numbers lie below. */
  get questions(): number {
    return this.#questionCount;
  }

  /** Different groups; their numbers lie below. */
  get groups(): number {
    return this.#groupCount;
  }

  see(record: DatasetRecord): void {
    const row = this.rows;
    const { group: groupColumn, time } = this.columns;
    const generated = isGenerated(record);
    const meta = groupColumn !== null || time !== null || generated ? metaOf(record) : {};
    const question = this.#questionDigest(record);
    const known = this.#questions.add(question, this.#questionCount);
    this.questionOf.push(known ?? this.#questionCount++);
    const group = heldTogetherBy(record, meta, this.columns);
    // A group draws as one, whatever its records ask.
    const drawn = group === null ? question : this.#groupDigest(group);
    this.groupOf.push(group === null ? NONE : this.#groupNumber(drawn));
    this.#draws.push(drawn[4]!);
    this.#draws.push(drawn[5]!);
    if (time !== null) this.#date(record.id, datedBy(meta, time));
    if (generated) this.sourcesOf.set(row, sourcesIn(meta));
    this.#generated.push(generated);
    this.labelOf.push(this.labelNumberOf(record));
    this.markOf.push(record.split as SplitName | null);
    this.#ids.push(record.id);
  }

  idOf(row: number): string {
    return this.#ids.at(row);
  }

  isGenerated(row: number): boolean {
    return this.#generated.at(row);
  }

  /** Two independent numbers in [0, 1) that follow from the seed and the row's question, or its group, alone. */
  testDraw(row: number): number {
    return this.#draws.at(row * 2) / WHOLE;
  }

  validationDraw(row: number): number {
    return this.#draws.at(row * 2 + 1) / WHOLE;
  }

  /** The number of the question of a record of another file, if a record here asks the same. */
  questionLike(record: DatasetRecord): number | undefined {
    return this.#questions.get(this.#questionDigest(record));
  }

  /** The number of a group of another file, if there is one of that name here. */
  groupNamed(name: string): number | undefined {
    return this.#groups.get(this.#groupDigest(name));
  }

  /** The number of a record's label, which may be of another file. */
  labelNumberOf({ label }: DatasetRecord): number {
    return this.book.numberOf(this.labelled ? (label ?? '') : '');
  }

  #date(id: string, { moment, written }: Dated): void {
    this.momentOf.push(moment ?? Number.NaN);
    if (moment === null && written !== null) this.unreadable ??= { id, written };
  }

  #groupNumber(digest: Uint32Array): number {
    return this.#groups.add(digest, this.#groupCount) ?? this.#groupCount++;
  }

  #questionDigest(record: DatasetRecord): Uint32Array {
    return digestWords(`${this.#seed}\n${canonicalQuestion(record)}`);
  }

  #groupDigest(name: string): Uint32Array {
    return digestWords(`${this.#seed}\ngroup\n${name}`);
  }
}
