/** A list, or the list whose JSON text a cell holds; else null. */
export function listOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || !/^\s*\[/.test(value)) return null;
  const parsed = jsonOf(value);
  return Array.isArray(parsed) ? parsed : null;
}

/** An object, or the object whose JSON text a cell holds; else null. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const found = typeof value === 'string' && /^\s*\{/.test(value) ? jsonOf(value) : value;
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? (found as Readonly<Record<string, unknown>>)
    : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
