import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { questionText, squeeze } from '../fingerprint/content.ts';
import { momentOf } from './moment.ts';

/** Columns of the user's own that a split is to heed; null: none. They are looked up in a record's `meta`. */
export interface SplitColumns {
  /** Records with the same value go the same way. */
  readonly group: string | null;
  /** When the record came to be. */
  readonly time: string | null;
  /** Records that are asked about the same passage go the same way, where there is no column for that. */
  readonly passage?: boolean;
}

/** A record's value in the time column. */
export interface Dated {
  readonly moment: number | null;
  /** As it was written; null where there is nothing. */
  readonly written: string | null;
}

/** `source` of a record that a model made up. */
export const GENERATED = 'generated';
/** Where a generated record names the record, or the list of records, that it was made from: ids, in its `meta`. */
export const SOURCE_RECORD = 'source_record';

export function isGenerated(record: DatasetRecord): boolean {
  return record.source === GENERATED;
}

/** The further columns of a record; none where it has none. */
export function metaOf(record: DatasetRecord): Readonly<Record<string, unknown>> {
  return record.meta === null ? {} : (JSON.parse(record.meta) as Record<string, unknown>);
}

/** The group that a record belongs to, runs of space counting as one; null for a blank or missing value. */
export function groupOf(meta: Readonly<Record<string, unknown>>, column: string): string | null {
  return squeeze(textIn(meta, column) ?? '') || null;
}

/** Whether records are held together by a column or by their passage. */
export function isGrouped({ group, passage = false }: SplitColumns): boolean {
  return group !== null || passage;
}

/** What holds a record together with others: its group, else its passage; null for neither. */
export function heldTogetherBy(
  record: DatasetRecord,
  meta: Readonly<Record<string, unknown>>,
  { group, passage = false }: SplitColumns,
): string | null {
  if (group !== null) return groupOf(meta, group);
  return passage ? passageOf(record) : null;
}

/** Characters of a text that is long enough to be asked about. */
const PASSAGE = 40;

/** What follows the question in a record's last user turn. */
function passageOf(record: DatasetRecord): string | null {
  const text = questionText(record);
  const gap = text.indexOf('\n\n');
  const passage = gap < 0 ? '' : squeeze(text.slice(gap));
  return passage.length < PASSAGE ? null : passage;
}

/** When a record came to be. */
export function datedBy(meta: Readonly<Record<string, unknown>>, column: string): Dated {
  const written = textIn(meta, column)?.trim() || null;
  return { moment: written === null ? null : momentOf(meta[column]), written };
}

/** Ids of the records that a generated one was made from; empty where it names none. */
export function sourcesIn(meta: Readonly<Record<string, unknown>>): readonly string[] {
  const named = Object.hasOwn(meta, SOURCE_RECORD) ? meta[SOURCE_RECORD] : null;
  return (Array.isArray(named) ? named : [named]).filter((id) => typeof id === 'string');
}

function textIn(meta: Readonly<Record<string, unknown>>, column: string): string | null {
  if (!Object.hasOwn(meta, column)) return null;
  const value = meta[column];
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
