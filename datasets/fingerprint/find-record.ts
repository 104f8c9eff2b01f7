import { readRecords } from '../arrow/read.ts';
import { canonicalQuestion, contentWords, digestText } from './content.ts';

/** Content digest of the record with this id in an Arrow IPC stream of canonical records; null where there is none. */
export async function contentOfRecord(bytes: AsyncIterable<Uint8Array>, id: string): Promise<string | null> {
  for await (const group of readRecords(bytes)) {
    const record = group.find((one) => one.id === id);
    if (record !== undefined) return digestText(contentWords(canonicalQuestion(record), record));
  }
  return null;
}
