import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { TextColumn } from '../arrow/text-column.ts';
import { canonicalQuestion, contentWords, digestWords } from '../fingerprint/content.ts';
import { DigestColumn } from '../fingerprint/digest-column.ts';
import { WordColumn } from '../near-duplicate/word-column.ts';
import type { LabelBook } from '../split/label-book.ts';

/** Ids that a file's own place gives: the record before them may stand elsewhere in the next version. */
const PLACES = /^(?:line|item):\d+$/;

/** What is known of one version's records, in the file's order: some 90 bytes each, whatever they hold. */
export class VersionIndex {
  readonly #book: LabelBook;
  /** All of a record but its id: turns to the letter, label, split, further columns. */
  readonly whole = new DigestColumn();
  /** Question and answer, runs of space counting as one; what a person's decision is remembered by. */
  readonly content = new DigestColumn();
  readonly question = new DigestColumn();
  readonly id = new DigestColumn();
  readonly #ids = new TextColumn();
  /** Number in the book plus one; 0 without a label. */
  readonly #labels = new WordColumn();

  constructor(book: LabelBook) {
    this.#book = book;
  }

  get length(): number {
    return this.#ids.length;
  }

  add(record: DatasetRecord): void {
    const { id, messages, label, split, meta } = record;
    const question = canonicalQuestion(record);
    this.whole.push(digestWords(JSON.stringify([messages, label, split, meta])));
    this.content.push(contentWords(question, record));
    this.question.push(digestWords(question));
    this.id.push(digestWords(id));
    this.#ids.push(id);
    this.#labels.push(label === null ? 0 : this.#book.numberOf(label) + 1);
  }

  idAt(row: number): string {
    return this.#ids.at(row);
  }

  hasOwnId(row: number): boolean {
    return !PLACES.test(this.idAt(row));
  }

  /** Number of the label in the book plus one; 0 without a label. */
  labelAt(row: number): number {
    return this.#labels.at(row);
  }
}
