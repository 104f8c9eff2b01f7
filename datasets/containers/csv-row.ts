/** Quotes that RFC 4180 does not allow. `open`: the quote at `at` is never closed. */
export class CsvQuoteFault extends Error {
  readonly at: number;
  readonly open: boolean;
  /** Line breaks between the row's start and the fault. */
  readonly lines: number;

  constructor(at: number, open: boolean, lines: number) {
    super('broken quoting');
    this.at = at;
    this.open = open;
    this.lines = lines;
  }
}

/** The cells of one row, the position just past its line break, and how many line breaks it took. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly end: number;
  readonly lines: number;
}

/** What may lie between the cells of a row. */
export const DELIMITERS = [',', '\t', ';'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const CELL_END: Readonly<Record<Delimiter, RegExp>> = { ',': /[,\n]/g, '\t': /[\t\n]/g, ';': /[;\n]/g };

/** Reads the row that begins at `start`; null when the text ends before the row does and more is to come. */
export function scanRow(text: string, start: number, last: boolean, delimiter: Delimiter): CsvRow | null {
  const cellEnd = CELL_END[delimiter];
  const cells: string[] = [];
  let at = start;
  let lines = 0;
  for (;;) {
    let after: number;
    if (text[at] === '"') {
      const close = closingQuote(text, at);
      if (close < 0 || (close + 1 === text.length && !last)) {
        if (last) throw new CsvQuoteFault(at, true, lines);
        return null;
      }
      const cell = text.slice(at + 1, close);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      lines += lineBreaks(cell);
      after = close + 1;
      if (text[after] === '\r' && (text[after + 1] === '\n' || after + 1 === text.length)) after += 1;
      if (after >= text.length && !last) return null;
    } else {
      cellEnd.lastIndex = at;
      after = cellEnd.test(text) ? cellEnd.lastIndex - 1 : text.length;
      if (after === text.length && !last) return null;
      const endsRow = after === text.length || text[after] === '\n';
      const cell = text.slice(at, endsRow && text[after - 1] === '\r' && after > at ? after - 1 : after);
      const quote = cell.indexOf('"');
      if (quote >= 0) throw new CsvQuoteFault(at + quote, false, lines);
      cells.push(cell);
    }
    const mark = text[after];
    if (mark === delimiter) {
      at = after + 1;
    } else if (mark === '\n' || mark === undefined) {
      return { cells, end: mark === undefined ? after : after + 1, lines: lines + 1 };
    } else {
      throw new CsvQuoteFault(after, false, lines);
    }
  }
}

/** Position of the quote that closes the one at `open`, a doubled quote being none; or -1. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
