/** What a spreadsheet would take for a formula, full-width forms included; tab and carriage return can lead to one. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r]/u;

/** Marks order of bytes, so that spreadsheets take the file for UTF-8. */
export const CSV_START = '\ufeff';

/**
 * One row of CSV (RFC 4180) that is safe to open in a spreadsheet: a cell that could be a formula gets an apostrophe in
 * front, which spreadsheets do not show; one that begins with an apostrophe before such a cell gets another, so that
 * taking one away always gives the cell back.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${safeCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** The cell as it may stand in a spreadsheet. */
export function safeCell(cell: string): string {
  return FORMULA.test(cell.replace(/^'+/, '')) ? `'${cell}` : cell;
}
