import type { RefineFinding } from '../../pipeline/contracts/data-reports.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';

/** A record with what several rules need of it, worked out once. */
export interface ExaminedRecord {
  readonly record: DatasetRecord;
  /** `canonicalQuestion` of the record. */
  readonly question: string;
  readonly answer: string;
}

/** One thing that a rule noticed; `record` may be an earlier record. */
export type Notice = Pick<RefineFinding, 'record' | 'with' | 'evidence'>;

/** A rule at work on one dataset. It sees the records that no earlier rule dropped, in the file's order. */
export interface RuleState {
  /** A first look at every record, before any is examined: for rules that judge a record by all the others. */
  survey?(record: DatasetRecord): void;
  /** What there is to say; empty for a record without fault. */
  examine(examined: ExaminedRecord): readonly Notice[];
}

/** One kind of fault in training data. */
export interface QualityRule {
  /** What becomes of the record: `drop` only while the setting is on, else it is a warning. */
  readonly action: 'drop' | 'warn';
  readonly setting: 'drop_empty' | 'drop_duplicates' | null;
  readonly title: Localized;
  begin(): RuleState;
}

/** Nothing that a reader would see: space of every width, and characters without any. */
const BLANK = /^[\s\u200b-\u200d\u2060\u3164\ufeff]*$/;

export function isBlank(text: string): boolean {
  return BLANK.test(text);
}
