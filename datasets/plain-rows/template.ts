/** How a line of JSON is written that holds an object of texts: all of it but the texts. */
export interface Template {
  readonly keys: readonly string[];
  /** What stands before each text up to its opening quote, then what stands behind the last from its closing quote on. */
  readonly literals: readonly Buffer[];
}

const STRINGS = /"(?:[^"\\]|\\.)*"/g;
/** Keys that objects put before others. */
const INDEX = /^\d+$/;

/** The template that `line`, without its line break, follows; null where it is no object with texts alone. */
export function templateOf(line: string): Template | null {
  const row = parsed(line);
  if (row === null) return null;
  const keys = Object.keys(row);
  const strings = [...line.matchAll(STRINGS)];
  // A key written twice, or a text inside a list, makes the numbers differ.
  if (keys.length === 0 || strings.length !== keys.length * 2) return null;
  const literals: Buffer[] = [];
  let from = 0;
  for (const [i, key] of keys.entries()) {
    const [name, text] = [strings[2 * i]!, strings[2 * i + 1]!];
    if (typeof row[key] !== 'string' || INDEX.test(key) || name[0] !== JSON.stringify(key)) return null;
    literals.push(Buffer.from(line.slice(from, text.index + 1)));
    from = text.index + text[0].length - 1;
  }
  literals.push(Buffer.from(`${line.slice(from)}\n`));
  return { keys, literals };
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
