/** A table as lines of text, the cells of a row parted by ` | `; what a table inside a cell says becomes part of the cell. */
export class TableText {
  readonly #rows: string[][] = [];
  #depth = 0;

  open(): void {
    this.#depth += 1;
  }

  /** True when the outermost table ends. */
  close(): boolean {
    this.#depth -= 1;
    return this.#depth <= 0;
  }

  row(): void {
    if (this.#depth === 1) this.#rows.push([]);
  }

  cell(): void {
    if (this.#depth === 1) this.#lastRow().push('');
  }

  /** Adds a paragraph to the present cell. */
  add(text: string): void {
    const row = this.#lastRow();
    const line = text
      .split('\n')
      .map((one) => one.trim())
      .join(' ');
    if (row.length === 0) row.push('');
    row[row.length - 1] += (row.at(-1) === '' ? '' : ' ') + line;
  }

  /** The widest row's number of cells: a table of one column only arranges paragraphs. */
  get columns(): number {
    return this.#rows.reduce((most, row) => Math.max(most, row.length), 0);
  }

  text(): string {
    const rows = this.#rows.filter((row) => row.some((cell) => cell !== ''));
    return rows.map((row) => row.map((cell) => cell.trim()).join(' | ')).join('\n');
  }

  #lastRow(): string[] {
    if (this.#rows.length === 0) this.#rows.push([]);
    return this.#rows.at(-1)!;
  }
}
