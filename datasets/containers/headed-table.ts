import type { IntakeWarning } from '../../pipeline/contracts/data-reports.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import { columnLetters } from './column-letters.ts';
import type { RowSink } from './container.ts';
import { type CellRow, type FoundHeader, HeaderFinder } from './header-finder.ts';
import { TableRows } from './table-rows.ts';

/** What a kind of table does in its own way. */
export interface TableWays {
  /** Rows may end before the header does: cells that are blank are not written. */
  readonly short: boolean;
  /** The text that stands in a cell. */
  readonly text?: (cell: string) => string;
}

/** Signs that nobody sees and that programs leave at the ends of names. */
const UNSEEN = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g;

/** What some programs and people part cells with. */
const MARKS = /[|，；、^¦]/;

/**
 * Rows of cells as rows of a table below its header. Titles above the header are passed over; a column without a name
 * counts only where it holds something, under its letters.
 */
export class HeadedTable {
  readonly #rows: TableRows;
  readonly #faults: FaultList;
  readonly #ways: TableWays;
  readonly #finder = new HeaderFinder();
  /** Names of the columns; letters where they have none. Null while the header is looked for. */
  #columns: readonly string[] | null = null;
  #nameless: ReadonlySet<number> = new Set();
  #namelessHold = '';
  #headerLine = 0;
  #first = true;
  #titles: readonly CellRow[] = [];

  constructor(sink: RowSink, faults: FaultList, limits: IntakeLimits, ways: TableWays) {
    this.#rows = new TableRows(sink, faults, limits);
    this.#faults = faults;
    this.#ways = ways;
  }

  /** Line of the header; 0 while it is looked for. */
  get headerLine(): number {
    return this.#headerLine;
  }

  /** Faults, final: those of `TableRows.header`, `INPUT_TABLE_HEADER`; others: `INPUT_CSV_CELLS`, `INPUT_LINE_TOO_LONG`. */
  take(row: CellRow): void {
    if (this.#columns !== null) this.#row(row, this.#columns);
    else if (row.cells.some((cell) => cell.trim() !== '')) this.#begin(this.#finder.take(row));
  }

  end(): void {
    if (this.#columns === null) this.#begin(this.#finder.end());
  }

  get warnings(): IntakeWarning[] {
    const [title] = this.#titles;
    const nameless = this.#namelessHold;
    return [
      ...(title === undefined
        ? []
        : [
            {
              code: 'title_rows',
              count: this.#titles.length,
              first: title.cells.join('').replace(UNSEEN, ''),
            } as const,
          ]),
      ...(nameless === '' ? [] : [{ code: 'nameless_column', count: 1, first: nameless } as const]),
    ];
  }

  #begin(found: FoundHeader | null): void {
    if (found === null) return;
    const { header, titles, rows } = found;
    const names = header.cells.map((cell) => this.#text(cell).replace(UNSEEN, ''));
    const mark = names.length === 1 ? MARKS.exec(names[0]!)?.[0] : undefined;
    if (mark !== undefined) {
      this.#faults.means(['INPUT_UNKNOWN_FORMAT'], { code: 'INPUT_CSV_DELIMITER', params: { mark } });
    }
    this.#titles = titles;
    this.#headerLine = header.line;
    this.#rows.header(
      names.filter((name) => name !== ''),
      header.line,
    );
    this.#nameless = new Set(names.flatMap((name, i) => (name === '' ? [i] : [])));
    this.#columns = names.map((name, i) => name || freeLetters(i, names));
    for (const row of rows) this.#row(row, this.#columns);
  }

  #row({ line, cells }: CellRow, columns: readonly string[]): void {
    if (this.#first) this.#checkNamed(line, cells, columns);
    if (!this.#fits(cells, columns.length)) {
      const { length: expected } = columns;
      this.#faults.add('INPUT_CSV_CELLS', {
        line,
        params: { expected, found: cells.length, header: this.#headerLine },
        expected: String(expected),
        found: String(cells.length),
      });
      return;
    }
    // Without a prototype, so that a column named `__proto__` is a column like any other.
    const row: Record<string, unknown> = Object.create(null);
    for (let i = 0; i < columns.length; i++) {
      const cell = cells[i] ?? '';
      if (cell === '' && this.#nameless.has(i)) continue;
      if (this.#namelessHold === '' && this.#nameless.has(i)) this.#namelessHold = columns[i]!;
      row[columns[i]!] = this.#text(cell);
    }
    this.#rows.row(row, line);
  }

  /** Blank cells beyond the header hold nothing; spreadsheet programs write them by the hundred. */
  #fits(cells: readonly string[], columns: number): boolean {
    if (cells.length === columns) return true;
    if (cells.length < columns) return this.#ways.short;
    return cells.slice(columns).every((cell) => cell.trim() === '');
  }

  /** A header that leaves most columns without a name is half of one: two rows of it, or a title with several cells. */
  #checkNamed(line: number, cells: readonly string[], columns: readonly string[]): void {
    this.#first = false;
    const held = cells.flatMap((cell, i) =>
      cell.trim() !== '' && (this.#nameless.has(i) || (this.#ways.short && i >= columns.length)) ? [i] : [],
    );
    if (held.length < 2 && !held.some((i) => i >= columns.length)) return;
    const letters = held.map(columnLetters).join(', ');
    this.#faults.fail('INPUT_TABLE_HEADER', {
      line: this.#headerLine,
      params: { columns: letters, row: line },
      found: columns.filter((_, i) => !this.#nameless.has(i)).join(', '),
    });
  }

  #text(cell: string): string {
    return this.#ways.text === undefined ? cell : this.#ways.text(cell);
  }
}

/** Letters that are no other column's name. */
function freeLetters(column: number, names: readonly string[]): string {
  let letters = columnLetters(column);
  while (names.includes(letters)) letters += '_';
  return letters;
}
