import { assembleLists } from 'hyparquet/src/assemble.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import type { DecodedArray, Encoding, PageHeader } from 'hyparquet/src/types.js';
import { demand } from '../../compression/damage.ts';
import { decompressPage } from './codecs.ts';
import { DeltaReader } from './delta.ts';
import { decodeHybrid } from './hybrid.ts';
import type { Leaf } from './leaf.ts';
import { richPage, richValues } from './rich-values.ts';

/** The entries of a dictionary page. */
export function readDictionary(header: PageHeader, bytes: Uint8Array, { decoder }: Leaf): DecodedArray {
  const count = header.dictionary_page_header?.num_values ?? 0;
  const page = decompressPage(decoder.codec, bytes, header.uncompressed_page_size);
  return richValues(plain(page, 0, count, decoder), decoder);
}

/**
 * The values of a data page as one for each row, lists put together. `before` is the row that the page may go on with;
 * it comes first in what is returned.
 */
export function readRows(
  header: PageHeader,
  bytes: Uint8Array,
  leaf: Leaf,
  dictionary: DecodedArray | undefined,
  before: readonly unknown[],
): ArrayLike<unknown> {
  const { decoder, maxDefinition } = leaf;
  const { page, at, count, encoding, repetition, definition } = levels(header, bytes, leaf);
  const present = definition === null ? count : definition.filter((level) => level === maxDefinition).length;
  demand(definition?.every((level) => level <= maxDefinition) ?? true, 'a level out of range');
  demand(repetition?.every((level) => level <= leaf.maxRepetition) ?? true, 'a level out of range');
  const raw = readValues(page, at, present, encoding, leaf, dictionary);
  const values = richPage(raw, dictionary, encoding, decoder);
  return assembleLists(
    [...before],
    definition === null || present === count ? [] : Array.from(definition),
    repetition === null ? [] : Array.from(repetition),
    values,
    decoder.schemaPath,
  );
}

interface Levels {
  readonly page: Buffer;
  /** Where the values begin. */
  readonly at: number;
  readonly count: number;
  readonly encoding: Encoding;
  readonly repetition: Uint32Array | null;
  readonly definition: Uint32Array | null;
}

/** Expands a page and reads which of its values are nulls and where its lists begin. */
function levels(
  header: PageHeader,
  bytes: Uint8Array,
  { decoder, maxDefinition, maxRepetition }: Leaf,
): Levels {
  const one = header.data_page_header;
  const two = header.data_page_header_v2;
  const read = (page: Buffer, start: number, end: number, most: number, count: number) =>
    most === 0 ? null : decodeHybrid(page, start, end, 32 - Math.clz32(most), count);
  if (header.type === 'DATA_PAGE_V2' && two !== undefined) {
    const lists = two.repetition_levels_byte_length;
    const at = lists + two.definition_levels_byte_length;
    const size = header.uncompressed_page_size - at;
    demand(at <= bytes.length && size >= 0, 'levels beyond their page');
    const head = Buffer.from(bytes.slice(0, at));
    const codec = two.is_compressed === false ? 'UNCOMPRESSED' : decoder.codec;
    return {
      page: decompressPage(codec, bytes.subarray(at), size),
      at: 0,
      count: two.num_values,
      encoding: two.encoding,
      repetition: read(head, 0, lists, maxRepetition, two.num_values),
      definition: read(head, lists, at, maxDefinition, two.num_values),
    };
  }
  demand(header.type === 'DATA_PAGE' && one !== undefined, 'a page of an unknown kind');
  const page = decompressPage(decoder.codec, bytes, header.uncompressed_page_size);
  let at = 0;
  const next = (most: number) => {
    if (most === 0) return null;
    const start = at + 4;
    at = start + page.readUInt32LE(at);
    demand(at <= page.length, 'levels beyond their page');
    return read(page, start, at, most, one.num_values);
  };
  const repetition = next(maxRepetition);
  const definition = next(maxDefinition);
  return { page, at, count: one.num_values, encoding: one.encoding, repetition, definition };
}

function readValues(
  page: Buffer,
  at: number,
  count: number,
  encoding: Encoding,
  { decoder }: Leaf,
  dictionary: DecodedArray | undefined,
): DecodedArray {
  const { type, element } = decoder;
  switch (encoding) {
    case 'PLAIN':
      return plain(page, at, count, decoder);
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY':
      return entries(page, at, count, dictionary);
    case 'RLE': {
      demand(type === 'BOOLEAN', 'runs of values that are no booleans');
      // The length of the runs stands before them.
      return Array.from(decodeHybrid(page, at + 4, page.length, 1, count), (bit) => bit === 1);
    }
    case 'DELTA_BINARY_PACKED': {
      demand(type === 'INT32' || type === 'INT64', 'deltas of values that are no numbers');
      const numbers = new DeltaReader(page, at).numbers(count);
      return type === 'INT64'
        ? numbers
        : Int32Array.from(numbers, (number) => Number(BigInt.asIntN(32, number)));
    }
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return new DeltaReader(page, at).texts(count);
    case 'DELTA_BYTE_ARRAY':
      return new DeltaReader(page, at).frontCoded(count, 64 * page.length + 1_048_576);
    case 'BYTE_STREAM_SPLIT':
      return byteStreamSplit(
        { view: new DataView(page.buffer), offset: at },
        count,
        type,
        element.type_length,
      );
    default:
      demand(false, `values encoded as ${encoding}`);
      return [];
  }
}

function entries(
  page: Buffer,
  at: number,
  count: number,
  dictionary: DecodedArray | undefined,
): DecodedArray {
  demand(dictionary !== undefined && (at < page.length || count === 0), 'entries without a dictionary');
  if (count === 0) return [];
  const width = page[at]!;
  const indices = decodeHybrid(page, at + 1, page.length, width, count);
  demand(
    indices.every((index) => index < dictionary.length),
    'an entry out of range',
  );
  return Array.from(indices);
}

function plain(page: Buffer, at: number, count: number, { type, element }: Leaf['decoder']): DecodedArray {
  return readPlain({ view: new DataView(page.buffer), offset: at }, type, count, element.type_length);
}
