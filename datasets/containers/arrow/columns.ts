import { isUtf8 } from 'node:buffer';
import { demand } from '../../compression/damage.ts';
import { decimalOf, numberOf, timeText } from '../typed-values.ts';
import type { BatchBuffers, Node } from './batch.ts';
import type { Field, ListType, ScalarType } from './schema.ts';

/** One column of one batch: the value of each row, undefined where it is null. */
export interface Column {
  readonly length: number;
  at(row: number): unknown;
}

/** Dictionaries by their number. */
export type Dictionaries = ReadonlyMap<number, Column>;

/** Reads a column, checking once that every value lies within its buffers. */
export function readColumn(field: Field, buffers: BatchBuffers, dictionaries: Dictionaries): Column {
  if (field.dictionary === null) return readValues(field, buffers, dictionaries);
  const indices = readValues(
    { ...field, type: field.dictionary.index, dictionary: null, children: [] },
    buffers,
    dictionaries,
  );
  const entries = dictionaries.get(field.dictionary.id);
  demand(entries !== undefined, 'a dictionary that was never given');
  return {
    length: indices.length,
    at: (row) => {
      const index = indices.at(row);
      if (index === undefined) return undefined;
      demand(typeof index === 'number' && index >= 0 && index < entries.length, 'an entry out of range');
      return entries.at(index);
    },
  };
}

function readValues(field: Field, buffers: BatchBuffers, dictionaries: Dictionaries): Column {
  const { type } = field;
  const node = buffers.node();
  if (type.kind === 'null') return { length: node.length, at: () => undefined };
  const valid = validity(node, buffers);
  const column = (at: (row: number) => unknown): Column => ({
    length: node.length,
    at: (row) => (valid(row) ? at(row) : undefined),
  });
  if (type.kind === 'text') return column(texts(type.large, node, buffers));
  if (type.kind === 'text_view') return column(views(node, buffers));
  if (type.kind === 'list' || type.kind === 'fixed_list') {
    return column(lists(type, field.children[0]!, node, buffers, dictionaries));
  }
  if (type.kind === 'struct') return column(structs(field.children, node, buffers, dictionaries));
  return column(scalars(type, node, buffers));
}

function validity({ length, nulls }: Node, buffers: BatchBuffers): (row: number) => boolean {
  const bits = buffers.buffer(nulls === 0 ? 0 : (length + 7) >> 3);
  return nulls === 0 ? () => true : (row) => (bits[row >> 3]! & (1 << (row & 7))) !== 0;
}

/** Where each value begins and ends, `length + 1` places that never go back and end within `limit`. */
function offsets(large: boolean, { length }: Node, buffers: BatchBuffers): (row: number) => number {
  const bytes = buffers.buffer(length === 0 ? 0 : (length + 1) * (large ? 8 : 4));
  if (length === 0) return () => 0;
  const at = large
    ? (row: number) => Number(bytes.readBigInt64LE(row * 8))
    : (row: number) => bytes.readInt32LE(row * 4);
  let before = 0;
  for (let row = 0; row <= length; row++) {
    const here = at(row);
    demand(here >= before, 'places of values that go back');
    before = here;
  }
  return at;
}

function texts(large: boolean, node: Node, buffers: BatchBuffers): (row: number) => string {
  const at = offsets(large, node, buffers);
  const values = buffers.buffer(at(node.length));
  return (row) => decoded(values, at(row), at(row + 1));
}

/** Texts of up to 12 bytes stand in the view itself, others in one of the further buffers. */
function views(node: Node, buffers: BatchBuffers): (row: number) => string {
  const bytes = buffers.buffer(node.length * 16);
  const further = Array.from({ length: buffers.variadic() }, () => buffers.buffer(0));
  return (row) => {
    const at = row * 16;
    const length = bytes.readInt32LE(at);
    demand(length >= 0, 'a text of negative length');
    if (length <= 12) return decoded(bytes, at + 4, at + 4 + length);
    const values = further[bytes.readInt32LE(at + 8)];
    const start = bytes.readInt32LE(at + 12);
    demand(values !== undefined && start >= 0 && start + length <= values.length, 'a text beyond its buffer');
    return decoded(values, start, start + length);
  };
}

function lists(
  type: ListType,
  child: Field,
  node: Node,
  buffers: BatchBuffers,
  dictionaries: Dictionaries,
): (row: number) => unknown[] {
  const at =
    type.kind === 'fixed_list' ? (row: number) => row * type.size : offsets(type.large, node, buffers);
  const values = readColumn(child, buffers, dictionaries);
  const end = at(node.length);
  demand(end >= 0 && end <= values.length, 'lists beyond their values');
  return (row) => {
    const list: unknown[] = [];
    for (let i = at(row); i < at(row + 1); i++) list.push(values.at(i) ?? null);
    return list;
  };
}

function structs(
  children: readonly Field[],
  node: Node,
  buffers: BatchBuffers,
  dictionaries: Dictionaries,
): (row: number) => Record<string, unknown> {
  const columns = children.map((child) => ({
    name: child.name,
    column: readColumn(child, buffers, dictionaries),
  }));
  for (const { column } of columns) demand(column.length >= node.length, 'a part shorter than the whole');
  return (row) => {
    const object: Record<string, unknown> = Object.create(null);
    for (const { name, column } of columns) {
      const value = column.at(row);
      if (value !== undefined) object[name] = value;
    }
    return object;
  };
}

function scalars(type: ScalarType, { length }: Node, buffers: BatchBuffers): (row: number) => unknown {
  if (type.kind === 'bool') {
    const bits = buffers.buffer((length + 7) >> 3);
    return (row) => (bits[row >> 3]! & (1 << (row & 7))) !== 0;
  }
  const width = type.bits / 8;
  const values = buffers.buffer(length * width);
  if (type.kind === 'float') {
    return width === 4 ? (row) => values.readFloatLE(row * 4) : (row) => values.readDoubleLE(row * 8);
  }
  if (type.kind === 'decimal') return decimals(type, values);
  const signed = type.kind === 'time' || type.signed;
  if (width < 8) {
    const whole = signed
      ? (row: number) => values.readIntLE(row * width, width)
      : (row: number) => values.readUIntLE(row * width, width);
    return type.kind === 'time' ? (row) => timeText(BigInt(whole(row)), type.unit) : whole;
  }
  const whole = signed
    ? (row: number) => values.readBigInt64LE(row * 8)
    : (row: number) => values.readBigUInt64LE(row * 8);
  return type.kind === 'time' ? (row) => timeText(whole(row), type.unit) : (row) => numberOf(whole(row));
}

/** Two's complement, the lowest byte first. */
function decimals(
  { scale, bits }: Extract<ScalarType, { kind: 'decimal' }>,
  values: Buffer,
): (row: number) => number | string {
  const words = bits / 32;
  return (row) => {
    let unscaled = 0n;
    for (let word = words - 1; word >= 0; word--) {
      unscaled = (unscaled << 32n) | BigInt(values.readUInt32LE(4 * (row * words + word)));
    }
    return decimalOf(BigInt.asIntN(bits, unscaled), scale);
  };
}

function decoded(bytes: Buffer, start: number, end: number): string {
  const text = bytes.subarray(start, end);
  demand(isUtf8(text), 'a text that is not UTF-8');
  return text.toString();
}
