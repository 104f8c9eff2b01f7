import {
  Bool,
  type Data,
  type DataType,
  Field,
  Float64,
  Int64,
  List,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
} from 'apache-arrow';
import { TextColumn } from '../../arrow/text-column.ts';
import { JSON_COLUMNS_KEY } from '../../containers/json-columns.ts';
import { jsonPaths, type Kind, shaped } from '../kinds.ts';
import type { ContainerContext, ContainerWriter, NamedRow } from '../row-bytes.ts';

/** An Arrow IPC file, with a record batch for each group of rows. */
export const arrowBytes: ContainerWriter = (groups, context) => batches(new FilePieces(), groups, context);

/** An Arrow IPC stream. */
export const arrowStreamBytes: ContainerWriter = (groups, context) =>
  batches(new StreamPieces(), groups, context);

async function* batches(
  writer: FilePieces | StreamPieces,
  groups: AsyncIterable<readonly NamedRow[]>,
  { columns }: ContainerContext,
): AsyncGenerator<Uint8Array> {
  const fields = Array.from(columns, ([name, kind]) => new Field(name, typeOf(kind), true));
  const json = jsonPaths(columns);
  const notes = new Map(json.length === 0 ? [] : [[JSON_COLUMNS_KEY, JSON.stringify(json)]]);
  const schema = new Schema(fields, notes);
  writer.reset(undefined, schema);
  for await (const group of groups) {
    if (group.length === 0) continue;
    const children = Array.from(columns, ([name, kind]) =>
      dataOf(
        group.map(({ row }) => shaped(row[name], kind)),
        kind,
      ),
    );
    const table = makeData({ type: new Struct(fields), length: group.length, nullCount: 0, children });
    writer.write(new RecordBatch(schema, table));
    yield taken(writer.pieces);
  }
  writer.finish();
  yield taken(writer.pieces);
}

function taken(pieces: Uint8Array[]): Buffer {
  return Buffer.concat(pieces.splice(0));
}

function typeOf(kind: Kind): DataType {
  switch (kind.kind) {
    case 'bool':
      return new Bool();
    case 'int':
      return new Int64();
    case 'float':
      return new Float64();
    case 'list':
      return new List(new Field('item', typeOf(kind.item), true));
    case 'struct':
      return new Struct(Array.from(kind.fields, ([name, inner]) => new Field(name, typeOf(inner), true)));
    default:
      return new Utf8();
  }
}

/** Values of one column, null where they are undefined or null, in Arrow's layout. */
function dataOf(values: readonly unknown[], kind: Kind): Data {
  const { length } = values;
  const { nullBitmap, nullCount } = validity(values);
  switch (kind.kind) {
    case 'bool': {
      const { nullBitmap: data } = validity(values.map((value) => (value === true ? true : undefined)));
      return makeData({ type: new Bool(), length, nullCount, nullBitmap, data });
    }
    case 'int': {
      const data = BigInt64Array.from(values, (value) => BigInt((value as number | undefined) ?? 0));
      return makeData({ type: new Int64(), length, nullCount, nullBitmap, data });
    }
    case 'float': {
      const data = Float64Array.from(values, (value) => (value as number | undefined) ?? 0);
      return makeData({ type: new Float64(), length, nullCount, nullBitmap, data });
    }
    case 'list':
      return listData(values, kind.item, nullBitmap, nullCount);
    case 'struct': {
      const children = Array.from(kind.fields, ([name, inner]) =>
        dataOf(
          values.map((value) => (value as Readonly<Record<string, unknown>> | undefined)?.[name]),
          inner,
        ),
      );
      const type = typeOf(kind) as Struct;
      return makeData({ type, length, nullCount, nullBitmap, children });
    }
    default: {
      const column = new TextColumn(4096, Math.max(1, length));
      for (const value of values) column.push((value as string | undefined) ?? null);
      return makeData({ type: new Utf8(), length, nullCount: column.nullCount, ...column.buffers() });
    }
  }
}

function listData(values: readonly unknown[], item: Kind, nullBitmap: Uint8Array, nullCount: number): Data {
  const valueOffsets = new Int32Array(values.length + 1);
  const items: unknown[] = [];
  for (const [row, value] of values.entries()) {
    for (const one of (value as readonly unknown[] | undefined) ?? []) items.push(one);
    valueOffsets[row + 1] = items.length;
  }
  const type = new List(new Field('item', typeOf(item), true));
  return makeData({
    type,
    length: values.length,
    nullCount,
    nullBitmap,
    valueOffsets,
    child: dataOf(items, item),
  });
}

/** A bit for each value that is there. */
function validity(values: readonly unknown[]): { nullBitmap: Uint8Array; nullCount: number } {
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  let nullCount = 0;
  for (const [i, value] of values.entries()) {
    if (value === undefined || value === null) nullCount += 1;
    else nullBitmap[i >> 3]! |= 1 << (i & 7);
  }
  return { nullBitmap, nullCount };
}

/** apache-arrow's writers with their output where it can be taken after each batch. */
class FilePieces extends RecordBatchFileWriter {
  readonly pieces: Uint8Array[] = [];

  protected override _write(chunk: ArrayBufferView): this {
    keep(this.pieces, this._started, chunk);
    this._position += chunk.byteLength;
    return this;
  }
}

class StreamPieces extends RecordBatchStreamWriter {
  readonly pieces: Uint8Array[] = [];

  protected override _write(chunk: ArrayBufferView): this {
    keep(this.pieces, this._started, chunk);
    return this;
  }
}

function keep(pieces: Uint8Array[], started: boolean, chunk: ArrayBufferView): void {
  if (started && chunk.byteLength > 0) {
    pieces.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }
}
