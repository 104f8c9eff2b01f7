import { FaultList } from '../faults.ts';
import { FORMATS } from '../formats/registry.ts';

/** Columns of the file by the field that each is to be read as. */
export type Mapping = ReadonlyMap<string, string>;

/** Fields that a column can be read as: the keys of all formats, and the columns that mean the same in each. */
export const FIELDS: ReadonlySet<string> = new Set([
  ...Object.values(FORMATS).flatMap(({ keys }) => [...keys]),
  'id',
  'split',
]);

/** A mapping of fields to columns as a spec holds it. Fault, final: `INPUT_MAP_TARGET`. */
export function mappingOf(columns: Readonly<Record<string, string>>, faults: FaultList): Mapping {
  for (const field of Object.keys(columns)) {
    if (!FIELDS.has(field)) refuseField(field, faults);
  }
  return new Map(Object.entries(columns));
}

function refuseField(field: string, faults: FaultList): never {
  faults.fail('INPUT_MAP_TARGET', { params: { field }, expected: [...FIELDS].join(', '), found: field });
}

const PAIR = /\s*([^=,]+?)\s*=\s*(?:"((?:[^"]|"")*)"|([^,"]+?))\s*(?:,|$)/y;

/**
 * Reads `text=內容,label=承辦單位`; a column whose name holds a comma or quote stands in quotes, as in CSV.
 * Faults, final: `INPUT_MAP_SYNTAX`, `INPUT_MAP_TARGET`.
 */
export function parseMapping(text: string, faults: FaultList = new FaultList('dataset')): Mapping {
  const mapping = new Map<string, string>();
  const columns = new Set<string>();
  for (let at = 0; at < text.length; ) {
    PAIR.lastIndex = at;
    const [, field, quoted, plain] = PAIR.exec(text) ?? [];
    const column = quoted?.replaceAll('""', '"') ?? plain;
    if (field === undefined || column === undefined || mapping.has(field) || columns.has(column)) {
      faults.fail('INPUT_MAP_SYNTAX', {
        params: { mapping: text },
        expected: 'text=內容,label=承辦單位',
        found: text,
      });
    }
    if (!FIELDS.has(field)) refuseField(field, faults);
    mapping.set(field, column);
    columns.add(column);
    at = PAIR.lastIndex;
  }
  if (mapping.size === 0) faults.fail('INPUT_MAP_SYNTAX', { params: { mapping: text }, found: text });
  return mapping;
}

/** A mapping as it is written for `--map`. */
export function mappingText(mapping: Iterable<readonly [string, string]>): string {
  return Array.from(mapping, ([field, column]) => `${field}=${quotedColumn(column)}`).join(',');
}

function quotedColumn(column: string): string {
  return /[,"]|^\s|\s$/.test(column) ? `"${column.replaceAll('"', '""')}"` : column;
}

/**
 * The file's columns by the names under which the format is to see them. A column that stands under a field's name
 * without being that field gets another name.
 */
export function renames(columns: readonly string[], mapping: Mapping): ReadonlyMap<string, string> {
  const fields = new Map(Array.from(mapping, ([field, column]) => [column, field]));
  const taken = new Set([...columns, ...mapping.keys()]);
  const names = new Map<string, string>();
  for (const column of columns) {
    let name = fields.get(column) ?? column;
    if (mapping.has(name) && fields.get(column) !== name) {
      for (let n = 2; taken.has(name); n++) name = `${column}_${n}`;
      taken.add(name);
    }
    names.set(column, name);
  }
  return names;
}
