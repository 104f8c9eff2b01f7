import { parquetSchema } from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import type { FileMetaData, RowGroup, SchemaTree } from 'hyparquet/src/types.js';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { Damage, demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { RandomAccess } from '../../random-access.ts';
import type { Row, RowSink } from '../container.ts';
import { jsonColumns, parseJsonColumns } from '../json-columns.ts';
import { refuseTable } from '../refuse-table.ts';
import { TableRows } from '../table-rows.ts';
import { UnknownCodec, UnreadableType } from '../unreadable-type.ts';
import { readFooter } from './footer.ts';
import { leafOf } from './leaf.ts';
import { LeafRows } from './leaf-rows.ts';
import { plainValue } from './plain-value.ts';

const KIND = 'Parquet';
/** Rows put together at a time. */
const STEP = 1_024;

/**
 * Reads a Parquet file; yields now and then. Holds one page of each column at a time, each `heldBytes` at most. Bytes
 * are decoded here, with every length checked; schemas, types and nesting are hyparquet's.
 * Faults, final: `INPUT_TABLE_TRUNCATED`, `INPUT_TABLE_BROKEN`, `INPUT_TABLE_TYPE`, `INPUT_TABLE_CODEC`,
 * `INPUT_PART_TOO_LARGE`, `INPUT_ENCRYPTED`, and those of the header.
 */
export async function* readParquet(
  file: RandomAccess,
  sink: RowSink,
  faults: FaultList,
  limits: IntakeLimits,
): AsyncGenerator<void> {
  try {
    const metadata = await readFooter(file, faults);
    const schema = checkedSchema(metadata, limits);
    const rows = new TableRows(sink, faults, limits);
    rows.header(schema.children.map(({ element }) => element.name));
    const notes = (metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? ''] as const);
    const json = jsonColumns(new Map(notes));
    for (const group of metadata.row_groups) {
      for await (const step of readGroup(group, schema, file, faults, limits)) {
        for (const row of step) rows.row(parseJsonColumns(row, json));
        yield;
      }
    }
  } catch (error) {
    refuseTable(asDamage(error), KIND, faults);
  }
}

/** The library reports what it does not understand with errors of any kind. */
function asDamage(error: unknown): unknown {
  const known = [TouchstoneError, Damage, UnreadableType, UnknownCodec, RangeError];
  if (known.some((kind) => error instanceof kind)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  // Errors of the file itself have a code: they are not the content's fault.
  return code === undefined ? new Damage(message) : error;
}

function checkedSchema(metadata: FileMetaData, limits: IntakeLimits): SchemaTree {
  const parts = metadata.schema.reduce((sum, { num_children: children = 0 }) => sum + children, 0);
  demand(parts === metadata.schema.length - 1, 'a schema that does not add up');
  const schema = parquetSchema(metadata);
  demand(depthOf(schema) <= limits.depth, 'columns nested too deeply');
  return schema;
}

function depthOf({ children }: SchemaTree): number {
  return 1 + children.reduce((most, child) => Math.max(most, depthOf(child)), 0);
}

async function* readGroup(
  group: RowGroup,
  schema: SchemaTree,
  file: RandomAccess,
  faults: FaultList,
  limits: IntakeLimits,
): AsyncGenerator<Row[]> {
  const rows = Number(group.num_rows);
  demand(rows >= 0 && Number.isSafeInteger(rows), 'a number of rows out of range');
  const leaves = group.columns.map(({ meta_data: metadata, file_path: path }) => {
    demand(metadata !== undefined && !path, 'a column in another file');
    const leaf = leafOf(getTreePath(schema, metadata.path_in_schema), metadata);
    return new LeafRows(leaf, metadata, rows, file, faults, limits);
  });
  demand(leaves.length > 0 || rows === 0, 'rows without columns');
  for (let left = rows; left > 0; ) {
    let count = Math.min(left, STEP);
    for (const leaf of leaves) count = Math.min(count, await leaf.ready());
    yield assembled(schema, leaves, count);
    left -= count;
  }
}

/** The next `count` rows of all columns as objects; nulls are left out. */
function assembled(schema: SchemaTree, leaves: readonly LeafRows[], count: number): Row[] {
  const rows = Array.from({ length: count }, () => Object.create(null) as Record<string, unknown>);
  const taken = new Map(leaves.map((leaf) => [leaf.leaf.path, leaf.take(count)]));
  for (const column of schema.children) {
    const { name } = column.element;
    const values = column.children.length === 0 ? taken.get(name) : nested(column, taken);
    demand(values !== undefined && values.length === count, 'a column without values');
    for (let row = 0; row < count; row++) {
      const value = plainValue(values[row]);
      if (value !== undefined) rows[row]![name] = value;
    }
  }
  return rows;
}

function nested(column: SchemaTree, taken: ReadonlyMap<string, unknown[]>): unknown[] | undefined {
  const { name } = column.element;
  const parts = new Map([...taken].filter(([path]) => path.startsWith(`${name}.`)));
  assembleNested(parts, column, DEFAULT_PARSERS);
  return parts.get(name);
}
