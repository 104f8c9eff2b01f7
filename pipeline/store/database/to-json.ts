/**
 * A value as JSON text for a `jsonb` column. PostgreSQL refuses U+0000 and halves of surrogate pairs there, and texts of
 * people hold both (a file with NUL bytes; an excerpt that was cut in the middle of 𠮷): they become U+FFFD.
 */
export function toJson(value: unknown): string {
  // `\\\\` takes an escaped backslash as a whole, so that what follows it is not mistaken for an escape.
  return JSON.stringify(value).replace(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g, (found) =>
    found === '\\\\' ? found : '\\ufffd',
  );
}
