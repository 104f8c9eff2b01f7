/**
 * What spreadsheet programs take for the beginning of a formula, full width as in Chinese input among it. A cell of a
 * stranger's text that begins so can send the reader's data away: https://owasp.org/www-community/attacks/CSV_Injection
 * An apostrophe before it says "this is text". So that every text comes back, one is also put before a text that has
 * such apostrophes of its own.
 */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r＝＋－＠]/;
const APOSTROPHE = 0x27;

/** True where a spreadsheet program would take the text for a formula. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** The text of a cell that is safe to open, or, where that is not asked for, that is read back as it was. */
export function guarded(text: string, safe: boolean): string {
  return GUARDED.test(text) || (safe && FORMULA.test(text)) ? `'${text}` : text;
}

/** A cell as it was before it was guarded. */
export function unguarded(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE && GUARDED.test(cell) ? cell.slice(1) : cell;
}
