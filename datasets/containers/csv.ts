import { excerpt } from '../excerpt.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import { type Container, type ContainerReader, longerThan, type Row, type RowSink } from './container.ts';
import { CsvQuoteFault, type Delimiter, scanRow } from './csv-row.ts';
import { unguarded } from './formula-guard.ts';

/**
 * Separated values by RFC 4180: a header row, quoted cells may hold delimiters, quotes and line breaks. A first line
 * `sep=;`, which spreadsheet programs write for each other, is passed over.
 */
export function separated(delimiter: Delimiter): Container {
  return {
    numbering: 'line',
    open: (sink, faults, limits) => new CsvReader(sink, faults, limits, delimiter),
  };
}

/**
 * Blank lines are passed over. A row with the wrong number of cells is noted and reading goes on; broken quoting is
 * final, since what follows it can no longer be told apart.
 */
class CsvReader implements ContainerReader {
  readonly #sink: RowSink;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  readonly #delimiter: Delimiter;
  #header: readonly string[] | null = null;
  #text = '';
  #at = 0;
  #line = 1;

  constructor(sink: RowSink, faults: FaultList, limits: IntakeLimits, delimiter: Delimiter) {
    this.#sink = sink;
    this.#faults = faults;
    this.#limits = limits;
    this.#delimiter = delimiter;
  }

  push(text: string): void {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
    this.#rows(false);
    // A row that is still open may lack its closing quote and swallow the file: bounded like any other row.
    if (this.#text.length - this.#at > this.#limits.recordBytes) this.#tooLong();
  }

  end(): void {
    this.#rows(true);
  }

  #rows(last: boolean): void {
    // Where the next quote lies; a row that ends before it needs no scan.
    let quote = this.#text.indexOf('"', this.#at);
    while (this.#at < this.#text.length) {
      if (quote >= 0 && quote < this.#at) quote = this.#text.indexOf('"', this.#at);
      const newline = this.#text.indexOf('\n', this.#at);
      if (newline >= 0 && (quote < 0 || newline < quote)) {
        const from = this.#at;
        const end = newline > from && this.#text[newline - 1] === '\r' ? newline - 1 : newline;
        if (end > from) this.#take(this.#text.slice(from, end).split(this.#delimiter), end - from);
        this.#at = newline + 1;
        this.#line += 1;
      } else if (!this.#scan(last)) {
        return;
      }
    }
  }

  /** Reads one row that holds quotes or ends with the file; false when more text is needed. */
  #scan(last: boolean): boolean {
    const from = this.#at;
    try {
      const row = scanRow(this.#text, from, last, this.#delimiter);
      if (row === null) return false;
      const blank = row.cells.length === 1 && row.cells[0] === '' && row.end - from <= 2;
      if (!blank) this.#take(row.cells, row.end - from);
      this.#at = row.end;
      this.#line += row.lines;
      return true;
    } catch (fault) {
      if (!(fault instanceof CsvQuoteFault)) throw fault;
      const near = fault.open ? this.#text.slice(from) : this.#text.slice(fault.at - 20, fault.at + 20);
      this.#faults.fail('INPUT_CSV_QUOTING', { line: this.#line + fault.lines, found: excerpt(near) });
    }
  }

  #take(cells: readonly string[], length: number): void {
    const header = this.#header;
    if (header === null) {
      if (this.#line === 1 && cells.length <= 2 && SEPARATOR.test(cells[0]!)) return;
      this.#header = this.#readHeader(cells);
    } else if (length * 3 > this.#limits.recordBytes && longerThan(cells.join(), this.#limits.recordBytes)) {
      this.#tooLong();
    } else if (cells.length === header.length) {
      this.#sink.row(rowOf(header, cells), this.#line, this.#line);
    } else {
      this.#faults.add('INPUT_CSV_CELLS', {
        line: this.#line,
        params: { expected: header.length, found: cells.length },
        expected: String(header.length),
        found: String(cells.length),
      });
    }
  }

  #readHeader(cells: readonly string[]): readonly string[] {
    const limit = this.#limits.fields;
    if (cells.length > limit) {
      this.#faults.fail('INPUT_TOO_MANY_COLUMNS', { line: this.#line, params: { limit } });
    }
    const names = cells.map((cell) => unguarded(cell).trim());
    const seen = new Set<string>();
    const twice = new Set(names.filter((name) => seen.size === seen.add(name).size));
    for (const column of twice) {
      this.#faults.add('INPUT_CSV_COLUMN_TWICE', { line: this.#line, field: column, params: { column } });
    }
    if (twice.size > 0) this.#faults.check();
    this.#sink.columns(names, this.#line);
    return names;
  }

  #tooLong(): never {
    const limit = this.#limits.recordBytes;
    this.#faults.fail('INPUT_LINE_TOO_LONG', { line: this.#line, params: { limit } });
  }
}

/** `sep=` and the delimiter, which a tab or semicolon has cut off already. */
const SEPARATOR = /^sep=[,;\t]?$/i;

/** Without a prototype, so that a column named `__proto__` is a column like any other. */
function rowOf(header: readonly string[], cells: readonly string[]): Row {
  const row: Record<string, unknown> = Object.create(null);
  for (let i = 0; i < header.length; i++) row[header[i]!] = unguarded(cells[i]!);
  return row;
}
