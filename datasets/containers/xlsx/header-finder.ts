import type { SheetRow } from './sheet.ts';

/** Rows looked at for a header: titles and remarks above it take no more. */
const MOST_TITLES = 10;

/** The header of a sheet, with the rows above and below it that were read while looking. */
export interface FoundHeader {
  readonly line: number;
  /** Blank where a column has none. */
  readonly names: readonly string[];
  readonly titles: readonly SheetRow[];
  readonly rows: readonly SheetRow[];
}

/**
 * Finds the header among the first rows of a sheet: the first row with two cells or more, since above it people write
 * titles; the first row of all where no row has two.
 */
export class HeaderFinder {
  readonly #rows: SheetRow[] = [];

  /** Takes a row that is not blank; the header once it is found. */
  take(row: SheetRow): FoundHeader | null {
    this.#rows.push(row);
    if (filled(row) >= 2) return this.#found(this.#rows.length - 1);
    return this.#rows.length === MOST_TITLES ? this.#found(0) : null;
  }

  /** The header of a sheet that ended while one was looked for; null where it has no rows. */
  end(): FoundHeader | null {
    return this.#rows.length === 0 ? null : this.#found(0);
  }

  #found(index: number): FoundHeader {
    const { number, cells } = this.#rows[index]!;
    return {
      line: number,
      names: cells.map((cell) => cell.trim()),
      titles: this.#rows.slice(0, index),
      rows: this.#rows.slice(index + 1),
    };
  }
}

function filled({ cells }: SheetRow): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}
