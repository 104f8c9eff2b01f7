/**
 * What the values of a column are, so that a table with typed columns can hold them. `none`: no value yet; `json`:
 * values that only JSON text can hold, of several types or nested beyond messages and lists of texts.
 */
export type Kind =
  | { readonly kind: 'none' | 'text' | 'bool' | 'int' | 'float' | 'json' }
  | { readonly kind: 'list'; readonly item: Kind }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, Kind> };

const NONE: Kind = { kind: 'none' };
const JSON_TEXT: Kind = { kind: 'json' };

/** Levels of lists and structs that are kept as such: `input.messages[].role` has three. */
const DEEPEST = 3;
const MOST_FIELDS = 32;

/** The kind of one value. `null` has none of its own that would bring it back, so it is JSON. */
export function kindOf(value: unknown, depth = DEEPEST): Kind {
  if (typeof value === 'string') return { kind: 'text' };
  if (typeof value === 'boolean') return { kind: 'bool' };
  if (typeof value === 'number') {
    return { kind: Number.isSafeInteger(value) && !Object.is(value, -0) ? 'int' : 'float' };
  }
  if (typeof value !== 'object' || value === null || depth === 0) return JSON_TEXT;
  if (Array.isArray(value)) {
    const item = value.reduce<Kind>((sum, inner) => merged(sum, kindOf(inner, depth - 1)), NONE);
    return item.kind === 'json' ? JSON_TEXT : { kind: 'list', item };
  }
  const entries = Object.entries(value);
  const nameable = entries.every(([name]) => isNameable(name));
  if (entries.length === 0 || entries.length > MOST_FIELDS || !nameable) return JSON_TEXT;
  return {
    kind: 'struct',
    fields: new Map(entries.map(([name, inner]) => [name, kindOf(inner, depth - 1)])),
  };
}

/** Paths of nested columns are names with dots between them, and not every reader keeps `__proto__` apart. */
export function isNameable(name: string): boolean {
  return name !== '' && name !== '__proto__' && !name.includes('.');
}

/** The kind that holds the values of both. */
export function merged(a: Kind, b: Kind): Kind {
  if (a.kind === 'none' || a === b) return b;
  if (b.kind === 'none') return a;
  if (a.kind === 'list' && b.kind === 'list') {
    const item = merged(a.item, b.item);
    return item.kind === 'json' ? JSON_TEXT : { kind: 'list', item };
  }
  if (a.kind === 'struct' && b.kind === 'struct') return mergedStructs(a.fields, b.fields);
  if (a.kind === b.kind) return a;
  const numbers = ['int', 'float'];
  if (numbers.includes(a.kind) && numbers.includes(b.kind)) return { kind: 'float' };
  return JSON_TEXT;
}

function mergedStructs(a: ReadonlyMap<string, Kind>, b: ReadonlyMap<string, Kind>): Kind {
  const fields = new Map(a);
  for (const [name, kind] of b) fields.set(name, merged(fields.get(name) ?? NONE, kind));
  return fields.size > MOST_FIELDS ? JSON_TEXT : { kind: 'struct', fields };
}

/** The kind with JSON in place of what has no type: lists that are always empty. */
export function settled(kind: Kind): Kind {
  if (kind.kind === 'none') return JSON_TEXT;
  if (kind.kind === 'list') {
    const item = settled(kind.item);
    return item.kind === 'json' && kind.item.kind === 'none' ? JSON_TEXT : { kind: 'list', item };
  }
  if (kind.kind !== 'struct') return kind;
  return {
    kind: 'struct',
    fields: new Map(Array.from(kind.fields, ([name, inner]) => [name, settled(inner)])),
  };
}

/** Paths of the parts that are written as JSON text. */
export function jsonPaths(columns: ReadonlyMap<string, Kind>): string[] {
  return Array.from(columns, ([name, kind]) => pathsIn(kind, name)).flat();
}

function pathsIn(kind: Kind, path: string): string[] {
  if (kind.kind === 'json') return [path];
  if (kind.kind === 'list') return pathsIn(kind.item, path);
  if (kind.kind !== 'struct') return [];
  return Array.from(kind.fields, ([name, inner]) => pathsIn(inner, `${path}.${name}`)).flat();
}

/** A value as its column is to hold it: JSON text where that is its kind; undefined where there is none. */
export function shaped(value: unknown, kind: Kind): unknown {
  if (value === undefined) return undefined;
  if (kind.kind === 'json') return JSON.stringify(value);
  if (kind.kind === 'list') return (value as unknown[]).map((item) => shaped(item, kind.item));
  if (kind.kind !== 'struct') return value;
  const fields = value as Readonly<Record<string, unknown>>;
  const struct: Record<string, unknown> = Object.create(null);
  for (const [name, inner] of kind.fields) {
    const held = Object.hasOwn(fields, name) ? shaped(fields[name], inner) : undefined;
    if (held !== undefined) struct[name] = held;
  }
  return struct;
}
