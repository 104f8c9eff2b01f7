import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { answerText, canonicalQuestion, contentWords } from '../fingerprint/content.ts';
import type { SharedOpenings } from '../fingerprint/shared-openings.ts';
import type { Banding } from '../near-duplicate/banding.ts';
import type { RecordMeasure } from './measure.ts';
import { measureOf } from './measure-words.ts';
import type { ExaminedRecord } from './rule.ts';

/** A record as rules examine it, each thing worked out when one of them first asks for it, unless it was measured before. */
export class Examined implements ExaminedRecord {
  readonly record: DatasetRecord;
  readonly answer: string;
  readonly gist: string;
  readonly measure: RecordMeasure | null;
  #question: string | null = null;
  #key: Uint32Array | null = null;

  constructor(record: DatasetRecord, openings: SharedOpenings, measure: RecordMeasure | null) {
    this.record = record;
    this.answer = answerText(record);
    this.gist = openings.gist(record);
    this.measure = measure;
  }

  get question(): string {
    this.#question ??= canonicalQuestion(this.record);
    return this.#question;
  }

  get key(): Uint32Array {
    this.#key ??= this.measure?.content ?? contentWords(this.question, this.record);
    return this.#key;
  }
}

/** What was measured of a record before it was known whether it shares its opening with others, as far as that holds. */
export function measureFor(
  record: DatasetRecord,
  words: Uint32Array | null,
  banding: Banding | null,
  openings: SharedOpenings,
): RecordMeasure | null {
  if (words === null || banding === null) return null;
  const measure = measureOf(words, banding.bands);
  const { opening } = measure;
  return opening === 'none' || opening === openings.openingOf(record) ? measure : null;
}
