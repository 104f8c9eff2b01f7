/** One row of a table: its line and the texts of its cells, blank where there is none. */
export interface CellRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows looked at for a header: titles and remarks above it take no more. */
export const MOST_TITLES = 10;
/** A name that formats know: a header of that one column is no title. */
const KNOWN = /^(?:text|label|target|instruction|input|output|messages|conversations|prompt|completion)$/i;

/** The header of a table, with the rows above and below it that were read while looking. */
export interface FoundHeader {
  readonly header: CellRow;
  readonly titles: readonly CellRow[];
  readonly rows: readonly CellRow[];
}

/**
 * Finds the header among the first rows of a table: the first row with two cells or more, since above it people write
 * titles; the first row of all where no row has two.
 */
export class HeaderFinder {
  readonly #rows: CellRow[] = [];

  /** Takes a row that is not blank; the header once it is found. */
  take(row: CellRow): FoundHeader | null {
    this.#rows.push(row);
    const filled = row.cells.filter((cell) => cell.trim() !== '');
    if (filled.length >= 2 || KNOWN.test(filled[0]!.trim())) return this.#found(this.#rows.length - 1);
    return this.#rows.length === MOST_TITLES ? this.#found(0) : null;
  }

  /** The header of a table that ended while one was looked for; null where it has no rows. */
  end(): FoundHeader | null {
    return this.#rows.length === 0 ? null : this.#found(0);
  }

  #found(index: number): FoundHeader {
    const rows = this.#rows;
    return { header: rows[index]!, titles: rows.slice(0, index), rows: rows.slice(index + 1) };
  }
}
