import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { readRecords } from '../arrow/read.ts';
import { type MaskMap, unmask } from './mask.ts';

/** The record with this id, as it is written in the list of findings or as it came, from a stream of canonical records, its personal data back; null where there is none. */
export async function unmaskedRecord(
  bytes: AsyncIterable<Uint8Array>,
  id: string,
  map: MaskMap,
): Promise<DatasetRecord | null> {
  for await (const group of readRecords(bytes)) {
    const record = group.find((one) => one.id === id || unmask(one.id, map) === id);
    if (record === undefined) continue;
    const messages = record.messages.map((one) => ({ ...one, content: unmask(one.content, map) }));
    return { ...record, messages, label: record.label === null ? null : unmask(record.label, map) };
  }
  return null;
}
