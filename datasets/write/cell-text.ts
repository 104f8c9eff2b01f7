/** The text of a value in a cell: numbers and words as they are, lists and objects as JSON, nothing for nothing. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * What spreadsheet programs take for the beginning of a formula. A cell of a stranger's text that begins so can send
 * the reader's data away: https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r]/;

/** True where a spreadsheet program would take the text for a formula. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text);
}
