import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { digestWords, questionText } from './content.ts';
import { DigestIndex } from './digest-index.ts';

/** An instruction is set apart from its input by a blank line. */
const GAP = '\n\n';
/** An opening is taken for an instruction when this many records, and this share of them, begin with it. */
const FEWEST = 3;
const SHARE = 0.01;

/** Whether a record's question begins with a paragraph of its own, with one that other records share, or with none. */
export type Opening = 'none' | 'own' | 'shared';

/**
 * Tells instructions that records share from what each of them asks. First `see` every record of a dataset; a letter's own
 * first paragraph is no instruction, since no other record begins with it.
 */
export class SharedOpenings {
  readonly #openings = new DigestIndex();
  readonly #counts: number[] = [];
  readonly #lengths = new Set<number>();
  #records = 0;
  /** The opening asked for last: one record after the other has the same. */
  #last: { readonly opening: string; readonly shared: boolean } | null = null;

  see(record: DatasetRecord): void {
    this.#records += 1;
    this.#last = null;
    const opening = openingOf(questionText(record));
    if (opening === null) return;
    const next = this.#counts.length;
    const known = this.#openings.add(digestWords(opening), next);
    if (known !== undefined) {
      this.#counts[known]! += 1;
      return;
    }
    this.#counts.push(1);
    this.#lengths.add(opening.length);
  }

  /** Whether a text is no more than an instruction that other records go on after. */
  isInstruction(text: string): boolean {
    const opening = text.trim();
    return this.#lengths.has(opening.length) && !text.includes(GAP) && this.#isShared(opening);
  }

  openingOf(record: DatasetRecord): Opening {
    const opening = openingOf(questionText(record));
    if (opening === null) return 'none';
    return this.#isShared(opening) ? 'shared' : 'own';
  }

  /** What a record asks: its question without the instruction that it shares with others. */
  gist(record: DatasetRecord): string {
    const text = questionText(record);
    const length = this.instructionLength(record);
    return length === 0 ? text : text.slice(length).trim();
  }

  /** Characters of a record's question that the instruction takes which it shares with others, with the gap after it; 0 for none. */
  instructionLength(record: DatasetRecord): number {
    const text = questionText(record);
    const opening = openingOf(text);
    if (opening === null || !this.#isShared(opening)) return 0;
    const length = text.indexOf(GAP) + GAP.length;
    return text.slice(length).trim() === '' ? 0 : length;
  }

  #isShared(opening: string): boolean {
    if (this.#last?.opening === opening) return this.#last.shared;
    const known = this.#openings.get(digestWords(opening));
    const shared = known !== undefined && this.#counts[known]! >= Math.max(FEWEST, SHARE * this.#records);
    this.#last = { opening, shared };
    return shared;
  }

  /** What is said in a record, question and answer, without system prompt and shared instruction. */
  conversation(record: DatasetRecord): string {
    const last = record.messages.findLastIndex(({ role }) => role === 'user');
    return record.messages
      .map(({ role, content }, n) => (role === 'system' ? '' : n === last ? this.gist(record) : content))
      .filter((text) => text !== '')
      .join('\n');
  }
}

function openingOf(text: string): string | null {
  const gap = text.indexOf(GAP);
  return gap <= 0 ? null : text.slice(0, gap).trim();
}
