import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { REVIEWED_BY } from './provenance.ts';

/** A generated record with a column for whoever checks it. */
export function reviewable(record: DatasetRecord): DatasetRecord {
  const meta = (record.meta === null ? {} : JSON.parse(record.meta)) as Readonly<Record<string, unknown>>;
  return { ...record, meta: JSON.stringify({ [REVIEWED_BY]: '', ...meta }) };
}
