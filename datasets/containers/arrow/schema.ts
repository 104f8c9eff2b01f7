import { demand } from '../../compression/damage.ts';
import { UnreadableType } from '../unreadable-type.ts';
import type { FlatTable } from './flatbuffer.ts';

/** Columns of one value of a fixed size to a row. */
export type ScalarType =
  | { readonly kind: 'bool' }
  | { readonly kind: 'int'; readonly bits: number; readonly signed: boolean }
  | { readonly kind: 'float'; readonly bits: 32 | 64 }
  /** Whole numbers of so many places behind the point. */
  | { readonly kind: 'decimal'; readonly scale: number; readonly bits: number }
  /** Whole numbers of so many to a second since 1970; `day` is one a day. */
  | { readonly kind: 'time'; readonly unit: 'day' | 's' | 'ms' | 'us' | 'ns'; readonly bits: 32 | 64 };

export type ListType =
  | { readonly kind: 'list'; readonly large: boolean }
  | { readonly kind: 'fixed_list'; readonly size: number };

/** Types of columns that can be read, by what their buffers hold. */
export type ColumnType =
  | ScalarType
  | ListType
  | { readonly kind: 'text'; readonly large: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'text_view' }
  | { readonly kind: 'struct' };

/** One column, or one part of a nested one. */
export interface Field {
  readonly name: string;
  readonly type: ColumnType;
  readonly children: readonly Field[];
  /** Where the column holds numbers of entries in a dictionary: which one, and the type of the numbers. */
  readonly dictionary: { readonly id: number; readonly index: ColumnType } | null;
}

/** What a file says of its columns. */
export interface ArrowSchema {
  readonly fields: readonly Field[];
  /** What writers noted beside. */
  readonly notes: ReadonlyMap<string, string>;
}

/** Reads a schema with at most `most` columns, nested at most `depth` levels. */
export function readSchema(table: FlatTable, most: number, depth: number): ArrowSchema {
  demand(table.short(0) === 0, 'big-endian columns');
  const notes = new Map(table.tables(2, 10_000).map((note) => [note.text(0), note.text(1)]));
  return { fields: table.tables(1, most).map((field) => readField(field, '', most, depth)), notes };
}

function readField(table: FlatTable, path: string, most: number, depth: number): Field {
  demand(depth > 0, 'columns nested too deeply');
  const name = table.text(0);
  const full = path === '' ? name : `${path}.${name}`;
  const encoding = table.table(4);
  const children = table.tables(5, most).map((child) => readField(child, full, most, depth - 1));
  const type = readType(table.byte(2), table.table(3), full);
  const expected = type.kind === 'list' || type.kind === 'fixed_list' ? 1 : type.kind === 'struct' ? null : 0;
  demand(expected === null || children.length === expected, 'a column with the wrong parts');
  const dictionary =
    encoding === null ? null : { id: encoding.long(0), index: readInt(encoding.table(1), 32, true) };
  return { name, type, children, dictionary };
}

const TIMESTAMP_UNITS = ['s', 'ms', 'us', 'ns'] as const;

/** Names of the types that cannot be read, by their number in the format's `Type` union. */
const OTHERS: Readonly<Record<number, string>> = {
  4: 'binary',
  9: 'time',
  11: 'interval',
  14: 'union',
  15: 'fixed-size binary',
  17: 'map',
  18: 'duration',
  19: 'large binary',
  22: 'run-end encoded',
  23: 'binary view',
  25: 'list view',
  26: 'large list view',
};

function readType(number: number, type: FlatTable | null, path: string): ColumnType {
  switch (number) {
    case 1:
      return { kind: 'null' };
    case 2:
      return readInt(type, 0, false);
    case 3: {
      const precision = type?.short(0) ?? 0;
      if (precision === 0) throw new UnreadableType(path, 'half float');
      return { kind: 'float', bits: precision === 1 ? 32 : 64 };
    }
    case 5:
      return { kind: 'text', large: false };
    case 6:
      return { kind: 'bool' };
    case 7: {
      const bits = type?.int(2, 128) ?? 128;
      demand([32, 64, 128, 256].includes(bits), 'decimals of an unknown width');
      return { kind: 'decimal', scale: type?.int(1) ?? 0, bits };
    }
    case 8:
      return type?.short(0, 1) === 0
        ? { kind: 'time', unit: 'day', bits: 32 }
        : { kind: 'time', unit: 'ms', bits: 64 };
    case 10: {
      const unit = TIMESTAMP_UNITS[type?.short(0) ?? 0];
      demand(unit !== undefined, 'an unknown unit of time');
      return { kind: 'time', unit, bits: 64 };
    }
    case 12:
      return { kind: 'list', large: false };
    case 13:
      return { kind: 'struct' };
    case 16:
      return { kind: 'fixed_list', size: type?.int(0) ?? 0 };
    case 20:
      return { kind: 'text', large: true };
    case 21:
      return { kind: 'list', large: true };
    case 24:
      return { kind: 'text_view' };
    default:
      throw new UnreadableType(path, OTHERS[number] ?? `type ${number}`);
  }
}

function readInt(type: FlatTable | null, bits: number, signed: boolean): ColumnType {
  const width = type?.int(0, bits) ?? bits;
  demand([8, 16, 32, 64].includes(width), 'whole numbers of an unknown width');
  return { kind: 'int', bits: width, signed: type === null ? signed : type.byte(1) !== 0 };
}
