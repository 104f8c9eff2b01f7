import { isUtf8 } from 'node:buffer';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import type { ColumnDecoder, ColumnMetaData, ParquetParsers, SchemaTree } from 'hyparquet/src/types.js';
import { demand } from '../../compression/damage.ts';
import { timeText } from '../typed-values.ts';
import { UnreadableType } from '../unreadable-type.ts';

/** One physical column of a row group: what its values are, and where they lie. */
export interface Leaf {
  readonly path: string;
  readonly decoder: ColumnDecoder;
  readonly maxDefinition: number;
  readonly maxRepetition: number;
}

/** Checks that the values of a column can be read. Error: `UnreadableType`. */
export function leafOf(schemaPath: SchemaTree[], metadata: ColumnMetaData): Leaf {
  const { element } = schemaPath.at(-1)!;
  const path = metadata.path_in_schema.join('.');
  const { type, converted_type: converted, logical_type: logical } = element;
  demand(type !== undefined && type === metadata.type, 'a column of two types');
  const kind = logical?.type ?? converted;
  const unreadable = [
    'BSON',
    'INTERVAL',
    'GEOMETRY',
    'GEOGRAPHY',
    'VARIANT',
    'TIME',
    'TIME_MILLIS',
    'TIME_MICROS',
  ];
  if (kind !== undefined && unreadable.includes(kind)) throw new UnreadableType(path, kind.toLowerCase());
  const named = kind !== undefined && ['DECIMAL', 'UUID', 'FLOAT16'].includes(kind);
  if (type === 'FIXED_LEN_BYTE_ARRAY' && !named) throw new UnreadableType(path, 'fixed-size binary');
  const decoder: ColumnDecoder = {
    pathInSchema: metadata.path_in_schema,
    type,
    element,
    schemaPath,
    codec: metadata.codec,
    parsers: parsers(path, type === 'BYTE_ARRAY' && kind === undefined),
  };
  return {
    path,
    decoder,
    maxDefinition: getMaxDefinitionLevel(schemaPath),
    maxRepetition: getMaxRepetitionLevel(schemaPath),
  };
}

/** Values as a record can hold them: texts and numbers. Bytes that are not said to be text are, if they are UTF-8. */
function parsers(path: string, unsaid: boolean): ParquetParsers {
  const text = (bytes: Uint8Array): string => {
    const valid = isUtf8(bytes);
    if (!valid && unsaid) throw new UnreadableType(path, 'binary');
    demand(valid, 'a text that is not UTF-8');
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  };
  return {
    ...DEFAULT_PARSERS,
    timestampFromMilliseconds: (value) => timeText(BigInt(value), 'ms'),
    timestampFromMicroseconds: (value) => timeText(BigInt(value), 'us'),
    timestampFromNanoseconds: (value) => timeText(BigInt(value), 'ns'),
    dateFromDays: (value) => timeText(BigInt(value), 'day'),
    stringFromBytes: text,
    jsonFromBytes: (bytes) => JSON.parse(text(bytes)) as unknown,
  };
}
