import { parquetHeader } from 'hyparquet/src/column.js';
import type { PageHeader } from 'hyparquet/src/types.js';
import { Damage, demand } from '../../compression/damage.ts';
import { checkThrift } from './thrift.ts';

/** Values in one page: far more than any writer puts there, few enough to hold. */
const MOST_VALUES = 16 * 1024 * 1024;

/**
 * The header of the page that begins with `bytes`, and its length; null where more bytes are needed. All numbers in it
 * are lengths of a sensible size.
 */
export function readPageHeader(bytes: Uint8Array): { header: PageHeader; length: number } | null {
  let length: number;
  try {
    length = checkThrift(bytes, 0);
  } catch (error) {
    if (error instanceof Damage && error.truncated) return null;
    throw error;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const header = parquetHeader({ view, offset: 0 });
  const { data_page_header: one, data_page_header_v2: two, dictionary_page_header: dictionary } = header;
  const lengths = [
    header.compressed_page_size,
    header.uncompressed_page_size,
    ...[one, two, dictionary].map((part) => part?.num_values ?? 0),
    two?.num_nulls ?? 0,
    two?.definition_levels_byte_length ?? 0,
    two?.repetition_levels_byte_length ?? 0,
  ];
  for (const number of lengths) demand(Number.isInteger(number) && number >= 0, 'a length out of range');
  for (const part of [one, two, dictionary]) {
    demand(part === undefined || part.num_values <= MOST_VALUES, 'a page of too many values');
  }
  demand((two?.num_nulls ?? 0) <= (two?.num_values ?? 0), 'more nulls than values');
  return { header, length };
}
