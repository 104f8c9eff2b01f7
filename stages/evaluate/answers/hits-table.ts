import type { Hits } from './metrics/precision-recall.ts';

/** Hits of several parts in one row of numbers: right, given and wanted of each, one after the other. */
export class HitsTable {
  static readonly WIDTH = 3;
  readonly #at: number;
  readonly parts: number;

  /** `at`: where in the row the table begins. */
  constructor(at: number, parts: number) {
    this.#at = at;
    this.parts = parts;
  }

  /** Where the row goes on after the table. */
  get end(): number {
    return this.#at + HitsTable.WIDTH * this.parts;
  }

  add(row: Float64Array, part: number, { right, given, wanted }: Hits): void {
    const at = this.#at + HitsTable.WIDTH * part;
    row[at]! += right;
    row[at + 1]! += given;
    row[at + 2]! += wanted;
  }

  of(row: Float64Array, part: number): Hits {
    const at = this.#at + HitsTable.WIDTH * part;
    return { right: row[at]!, given: row[at + 1]!, wanted: row[at + 2]! };
  }

  /** The same row with nothing right in it. */
  allWrong(row: Float64Array): Float64Array {
    const wrong = row.slice();
    for (let part = 0; part < this.parts; part++) wrong[this.#at + HitsTable.WIDTH * part] = 0;
    return wrong;
  }

  all(row: Float64Array): Hits[] {
    return Array.from({ length: this.parts }, (_, part) => this.of(row, part));
  }
}
