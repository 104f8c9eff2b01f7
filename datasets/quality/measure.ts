import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { canonicalQuestion, contentWords, digestWords } from '../fingerprint/content.ts';
import type { Digest128 } from '../fingerprint/digest-index.ts';
import { type Opening, SharedOpenings } from '../fingerprint/shared-openings.ts';
import type { Banding } from '../near-duplicate/banding.ts';
import { type SketchedText, TextSketcher } from '../near-duplicate/text-sketcher.ts';
import type { Written } from '../outlier/outliers.ts';
import { PieceReader } from '../outlier/pieces.ts';
import { writingOf } from '../outlier/writing.ts';

/**
 * What the rules that judge a record by all others need of it and can be worked out from it alone, but for one thing:
 * whether it shares its opening with others.
 */
export interface RecordMeasure {
  /** What its opening was taken for; of a record whose opening turns out to be another, the rest does not hold. */
  readonly opening: Opening;
  /** Digest of its question. */
  readonly question: Digest128;
  /** Digest of question and answer. */
  readonly content: Digest128;
  /** What `near_duplicate` compares. */
  readonly near: SketchedText;
  /** What `outlier` looks at. */
  readonly written: Written;
}

/** Measures records, anywhere; each measure is good until the next. */
export class Measuring {
  readonly #near: TextSketcher;
  readonly #gist: TextSketcher;
  readonly #pieces = new PieceReader();

  /** `banding`: that of the near-duplicate threshold. */
  constructor(banding: Banding) {
    this.#near = new TextSketcher(banding);
    this.#gist = new TextSketcher(banding);
  }

  /** Of some records of a dataset, whose openings stand for those of all; null: not to be measured. */
  *all(records: readonly (DatasetRecord | null)[]): Generator<RecordMeasure | null> {
    const openings = new SharedOpenings();
    for (const record of records) if (record !== null) openings.see(record);
    for (const record of records) yield record && this.#of(record, openings);
  }

  #of(record: DatasetRecord, openings: SharedOpenings): RecordMeasure {
    const question = canonicalQuestion(record);
    const gist = openings.gist(record);
    const near = this.#near;
    near.read(nearText(record, gist, openings));
    let other = near;
    if (record.label === null) {
      other = this.#gist;
      other.read(gist);
    }
    const { units, length, key } = near.folded;
    return {
      opening: openings.openingOf(record),
      question: digestWords(question),
      content: contentWords(question, record),
      near: { units, length, key, keys: near.keys() },
      written: {
        writing: writingOf(gist),
        pieces: this.#pieces.of(other.folded.length, other.shingles, other.places),
      },
    };
  }
}

/** What is compared to find near duplicates: a label as a whole, while an answer in free words may differ by a little. */
export function nearText(record: DatasetRecord, gist: string, openings: SharedOpenings): string {
  return record.label === null ? openings.conversation(record) : gist;
}
