import { readRecords } from '../../../datasets/arrow/read.ts';
import type { ArtifactStore, BlobRef } from '../../../pipeline/contracts/artifact.ts';
import type { DatasetRecord } from '../../../pipeline/contracts/record.ts';
import { storedTable } from '../stored-table.ts';
import { segmentsOf } from './segments.ts';

/** One record whose text lacks one segment in each row. */
export interface ShortenedRecord {
  readonly id: string;
  readonly segments: readonly string[];
  /** Row of the table that lacks the first segment; the others follow. */
  readonly row: number;
}

export interface ShortenedRecords {
  /** The records to ask, as a canonical table; null where there is none. */
  readonly blob: BlobRef | null;
  readonly ids: readonly string[];
  readonly shortened: readonly ShortenedRecord[];
}

/**
 * Test records with one segment of what is asked left out at a time. An instruction that all share stays.
 * @param texts what is asked, by record id; a record of one segment is left out: nothing would remain
 */
export async function shortenedRecords(
  artifacts: ArtifactStore,
  test: BlobRef,
  texts: ReadonlyMap<string, string>,
): Promise<ShortenedRecords> {
  const rows: DatasetRecord[] = [];
  const shortened: ShortenedRecord[] = [];
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const record of group) {
      const text = texts.get(record.id);
      const segments = text === undefined ? [] : segmentsOf(text);
      if (text === undefined || segments.length < 2) continue;
      shortened.push({ id: record.id, segments, row: rows.length });
      rows.push(...segments.map((_, at) => without(record, text, segments, at)));
    }
  }
  const blob = rows.length === 0 ? null : await storedTable(artifacts, rows);
  return { blob, ids: rows.map(({ id }) => id), shortened };
}

function without(
  record: DatasetRecord,
  text: string,
  segments: readonly string[],
  at: number,
): DatasetRecord {
  const left = segments.filter((_, place) => place !== at).join('');
  const last = record.messages.findLastIndex(({ role }) => role === 'user');
  const messages = record.messages.map((message, place) => {
    if (place !== last) return message;
    const start = message.content.lastIndexOf(text);
    const content = message.content.slice(0, start) + left + message.content.slice(start + text.length);
    return { ...message, content };
  });
  return { ...record, id: `without:${at}:${record.id}`, messages };
}
