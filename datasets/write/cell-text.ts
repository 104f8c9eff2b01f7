/** The text of a value in a cell: numbers and words as they are, lists and objects as JSON, nothing for nothing. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
