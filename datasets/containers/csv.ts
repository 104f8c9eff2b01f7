import type { IntakeWarning } from '../../pipeline/contracts/data-reports.ts';
import { excerpt } from '../excerpt.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import type { Container, ContainerReader, RowSink } from './container.ts';
import { CsvQuoteFault, type Delimiter, scanRow } from './csv-row.ts';
import { unguarded } from './formula-guard.ts';
import { HeadedTable } from './headed-table.ts';

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
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  readonly #delimiter: Delimiter;
  readonly #table: HeadedTable;
  #text = '';
  #at = 0;
  #line = 1;

  constructor(sink: RowSink, faults: FaultList, limits: IntakeLimits, delimiter: Delimiter) {
    this.#faults = faults;
    this.#limits = limits;
    this.#delimiter = delimiter;
    this.#table = new HeadedTable(sink, faults, limits, { short: false, text: unguarded });
  }

  get warnings(): readonly IntakeWarning[] {
    return this.#table.warnings;
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
    this.#table.end();
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
        if (end > from) this.#take(this.#text.slice(from, end).split(this.#delimiter));
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
      if (!blank) this.#take(row.cells);
      this.#at = row.end;
      this.#line += row.lines;
      return true;
    } catch (fault) {
      if (!(fault instanceof CsvQuoteFault)) throw fault;
      const near = fault.open ? this.#text.slice(from) : this.#text.slice(fault.at - 20, fault.at + 20);
      this.#faults.fail('INPUT_CSV_QUOTING', { line: this.#line + fault.lines, found: excerpt(near) });
    }
  }

  #take(cells: readonly string[]): void {
    if (this.#line === 1 && cells.length <= 2 && SEPARATOR.test(cells[0]!)) return;
    this.#table.take({ line: this.#line, cells });
  }

  #tooLong(): never {
    const limit = this.#limits.recordBytes;
    this.#faults.fail('INPUT_LINE_TOO_LONG', { line: this.#line, params: { limit } });
  }
}

/** `sep=` and the delimiter, which a tab or semicolon has cut off already. */
const SEPARATOR = /^sep=[,;\t]?$/i;
