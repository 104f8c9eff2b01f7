import type { TokenLimits } from '../../pipeline/contracts/base-limits.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { RefineFinding } from '../../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { SharedOpenings } from '../fingerprint/shared-openings.ts';
import type { PersonalSpan } from '../personal/kinds.ts';
import type { Masker } from '../personal/mask.ts';
import type { RecordMeasure } from './measure.ts';
import type { Sighted } from './veil.ts';

/** What the rules are told beside the records. */
export interface RuleContext {
  /** Jaccard similarity from which two texts are near duplicates, 0–1. */
  readonly nearDuplicateThreshold: number;
  /** Has seen every record before the first `survey`. */
  readonly openings: SharedOpenings;
  readonly tokenLimits: TokenLimits;
}

/** One thing that a rule noticed about a record. */
export type Notice = Pick<RefineFinding, 'with' | 'evidence'>;

/** A rule that judges each record by itself. */
export interface RecordRule {
  readonly scope: 'record';
  begin(context: Pick<RuleContext, 'tokenLimits'>): RecordRuleState;
}

export interface RecordRuleState {
  /** What masks, for the rule whose repair is masking. */
  readonly masker?: Masker;
  /** null for a record without fault. The same for the same record, whatever was examined before. */
  examine(record: DatasetRecord): RecordNotice | null;
  /** The repair, for the rule whose repair of a record depends on the records repaired before it. */
  repair?(record: DatasetRecord, notice: RecordNotice): DatasetRecord;
}

export interface RecordNotice {
  readonly evidence: string;
  /** The record without the fault, where it can be repaired without loss of what matters. */
  readonly fixed?: DatasetRecord;
  /** A fault is left that no repair takes away. */
  readonly beyond?: boolean;
  /** Of each of its texts (`textsOf`) the personal data in it. */
  readonly personal?: readonly (readonly PersonalSpan[])[];
  /** Personal data in the evidence and in the record, where it was looked for already. */
  readonly sighted?: Sighted;
}

/** A rule that judges a record by the others. */
export interface SetRule {
  readonly scope: 'set';
  begin(context: RuleContext): SetRuleState;
}

/** A rule at work on one dataset: the records that passed the rules for single records, in the file's order. */
export interface SetRuleState {
  /** A first look at every record; `measure`: what was worked out of it before. */
  survey?(record: DatasetRecord, measure: RecordMeasure | null): void;
  /** A record of the test file that the dataset came with, if it did; after the last `survey`. */
  compareWith?(testRecord: DatasetRecord): void;
  /** After the last of both, before the first `examine`. What takes more than a second stops when `signal` says so. */
  settle?(signal?: AbortSignal): void | Promise<void>;
  /** What there is to say; empty for a record without fault. Records that an earlier rule took out are not shown. */
  examine(examined: ExaminedRecord): readonly Notice[];
  /** After the last `examine`: what there is to say about the dataset as a whole. */
  conclude?(): readonly Localized[];
  /** After the last `examine`: why the rule could say nothing about this dataset; null where it could. */
  skipped?(): Localized | null;
}

/** A record with what several rules need of it, worked out once. */
export interface ExaminedRecord {
  readonly record: DatasetRecord;
  /** `canonicalQuestion` of the record. */
  readonly question: string;
  readonly answer: string;
  /** What it asks beside the instruction that records share. */
  readonly gist: string;
  /** Digest of both; equal for records that are exact duplicates. */
  readonly key: Uint32Array;
  /** What was worked out of it before. */
  readonly measure: RecordMeasure | null;
}
