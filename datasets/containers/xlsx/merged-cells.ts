import { demand } from '../../compression/damage.ts';
import { columnOf } from '../column-letters.ts';
import type { CellRow } from '../header-finder.ts';

/** Cells of one column that a person merged: the value stands in the first alone, and is meant for all. */
interface Range {
  readonly name: string;
  readonly column: number;
  readonly from: number;
  readonly to: number;
  value: string;
}

const MOST_RANGES = 200_000;
const NAME = Buffer.from('mergeCell ', 'latin1');
const RANGE = /<(?:\w+:)?mergeCell\s[^>]*?\bref="(([A-Z]+)(\d+):[A-Z]+(\d+))"/g;
/** Longer than an element that tells of a range. */
const OVERLAP = 200;

/** Gives merged cells their value in every row that they span. Rows come in order. */
export class MergedCells {
  readonly #ranges: readonly Range[];
  #next = 0;
  #open: Range[] = [];
  readonly #filled = new Set<string>();

  private constructor(ranges: readonly Range[]) {
    this.#ranges = ranges;
  }

  /** Finds the ranges, which a sheet lists behind its cells. Error: `Damage` for too many. */
  static async read(sheet: AsyncIterable<Uint8Array>): Promise<MergedCells> {
    const ranges: Range[] = [];
    let before = Buffer.alloc(0);
    let listed = false;
    for await (const piece of sheet) {
      const bytes = Buffer.concat([before, piece]);
      listed ||= bytes.includes(NAME);
      // What was matched is cut off, so that no range is taken twice.
      let end = 0;
      if (listed) {
        for (const found of bytes.toString('latin1').matchAll(RANGE)) {
          end = found.index + found[0].length;
          const [, name, column, from, to] = found as unknown as [string, string, string, string, string];
          demand(ranges.length < MOST_RANGES, 'too many merged cells');
          if (from !== to) {
            ranges.push({ name, column: columnOf(column), from: Number(from), to: Number(to), value: '' });
          }
        }
      }
      before = bytes.subarray(Math.max(end, bytes.length - OVERLAP));
    }
    return new MergedCells(ranges.sort((a, b) => a.from - b.from));
  }

  /** The row with the values of the cells merged into it, of ranges that begin below the header. */
  filled(row: CellRow, headerLine: number): CellRow {
    if (this.#next === this.#ranges.length && this.#open.length === 0) return row;
    this.#open = this.#open.filter(({ to }) => to >= row.line);
    const cells = [...row.cells];
    for (const range of this.#open) {
      if (range.value === '' || (cells[range.column] ?? '') !== '') continue;
      while (cells.length < range.column) cells.push('');
      cells[range.column] = range.value;
      this.#filled.add(range.name);
    }
    for (let range = this.#ranges[this.#next]; range !== undefined; range = this.#ranges[this.#next]) {
      if (range.from > row.line) break;
      this.#next += 1;
      if (headerLine === 0 || range.from <= headerLine || range.from < row.line) continue;
      range.value = row.cells[range.column] ?? '';
      this.#open.push(range);
    }
    return { line: row.line, cells };
  }

  /** The ranges that gave their value to further rows. */
  get used(): ReadonlySet<string> {
    return this.#filled;
  }
}
