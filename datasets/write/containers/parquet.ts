import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { JSON_COLUMNS_KEY } from '../../containers/json-columns.ts';
import { jsonPaths, type Kind, shaped } from '../kinds.ts';
import type { ContainerWriter } from '../row-bytes.ts';

/** A Parquet file, snappy inside, with a row group for each group of rows. */
export const parquetBytes: ContainerWriter = async function* (groups, { columns }) {
  const sink = new ByteWriter();
  const json = jsonPaths(columns);
  const writer = new ParquetWriter({
    writer: sink,
    schema: [
      { name: 'schema', num_children: columns.size },
      ...Array.from(columns, ([name, kind]) => elementsOf(name, kind)).flat(),
    ],
    statistics: false,
    kvMetadata: json.length === 0 ? [] : [{ key: JSON_COLUMNS_KEY, value: JSON.stringify(json) }],
    createdBy: 'touchstone',
  });
  for await (const group of groups) {
    if (group.length === 0) continue;
    const columnData = Array.from(columns, ([name, kind]) => ({
      name,
      data: group.map(({ row }) => physical(shaped(row[name], kind), kind)),
      offsetIndex: false,
    }));
    await writer.write({ columnData, rowGroupSize: group.length });
    yield taken(sink);
  }
  await writer.finish();
  yield taken(sink);
};

/** What was written since the last time; the buffer is used again. */
function taken(sink: ByteWriter): Buffer {
  const bytes = Buffer.from(sink.getBytes());
  sink.index = 0;
  return bytes;
}

const LEAVES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  bool: { type: 'BOOLEAN' },
  int: { type: 'INT64' },
  float: { type: 'DOUBLE' },
} as const;

/** A column with its parts, in the order in which a schema lists them. Everything may be null. */
function elementsOf(name: string, kind: Kind): SchemaElement[] {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  if (kind.kind === 'list') {
    return [
      { ...optional, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...elementsOf('element', kind.item),
    ];
  }
  if (kind.kind === 'struct') {
    const fields = Array.from(kind.fields, ([field, inner]) => elementsOf(field, inner)).flat();
    return [{ ...optional, num_children: kind.fields.size }, ...fields];
  }
  return [{ ...optional, ...LEAVES[kind.kind === 'none' ? 'json' : kind.kind] }];
}

/** Whole numbers of 64 bits are bigints to the library. */
function physical(value: unknown, kind: Kind): unknown {
  if (value === undefined) return undefined;
  if (kind.kind === 'int') return BigInt(value as number);
  if (kind.kind === 'list') return (value as unknown[]).map((item) => physical(item, kind.item));
  if (kind.kind !== 'struct') return value;
  const fields = value as Readonly<Record<string, unknown>>;
  const struct: Record<string, unknown> = Object.create(null);
  for (const [name, inner] of kind.fields) struct[name] = physical(fields[name], inner);
  return struct;
}
