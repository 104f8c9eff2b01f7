import type { Row } from './container.ts';

/**
 * Tables with typed columns cannot hold values of any kind in one column, so such a column is written as JSON text.
 * Which ones are is noted in the file under this key, as a JSON list of paths (`tools`, `messages.tool_calls`), so that
 * they come back as they were; others read text.
 */
export const JSON_COLUMNS_KEY = 'touchstone.json_columns';

/** Paths of the columns that hold JSON text, from what a file notes. */
export function jsonColumns(notes: ReadonlyMap<string, string>): ReadonlySet<string> {
  const noted = notes.get(JSON_COLUMNS_KEY);
  const paths = noted === undefined ? undefined : parsed(noted);
  return new Set(Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []);
}

/** The row with the values of its JSON columns; text that is no JSON stays text. */
export function parseJsonColumns(row: Row, paths: ReadonlySet<string>): Row {
  return paths.size === 0 ? row : (revive(row, '', paths) as Row);
}

function revive(value: unknown, path: string, paths: ReadonlySet<string>): unknown {
  if (typeof value === 'string') {
    const json = paths.has(path) ? parsed(value) : undefined;
    return json === undefined ? value : json;
  }
  if (Array.isArray(value)) return value.map((item) => revive(item, path, paths));
  if (typeof value !== 'object' || value === null) return value;
  const revived: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) {
    revived[key] = revive(inner, path === '' ? key : `${path}.${key}`, paths);
  }
  return revived;
}

/** The value of a JSON text; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
