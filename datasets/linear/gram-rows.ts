import { GramCounter } from './grams.ts';

/** A cell is what a gram is known by in its upper 20 bits, and how much of it there is in its lower 12. */
export const AMOUNT_BITS = 12;
export const MOST = 2 ** AMOUNT_BITS - 1;

/** Texts as grams, one row each, in two flat arrays of four bytes a cell; `cells` and `starts` are valid up to `length`. */
export class GramRows {
  cells = new Uint32Array(16_384);
  starts = new Uint32Array(257);
  #length = 0;
  readonly #counter = new GramCounter();

  get length(): number {
    return this.#length;
  }

  /** Cells of all rows. */
  get size(): number {
    return this.starts[this.#length]!;
  }

  /** Adds a text as a row of buckets and their counts. */
  push(text: string): void {
    const counter = this.#counter;
    counter.read(text);
    const start = this.size;
    if (start + counter.size > this.cells.length) this.cells = enlarged(this.cells, start + counter.size);
    if (this.#length + 2 > this.starts.length) this.starts = enlarged(this.starts, this.#length + 2);
    for (let at = 0; at < counter.size; at++) {
      const bucket = counter.buckets[at]!;
      this.cells[start + at] = (bucket << AMOUNT_BITS) | Math.min(counter.countOf(bucket), MOST);
    }
    this.#length += 1;
    this.starts[this.#length] = start + counter.size;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Takes out the rows that are not to be kept; the others move together, in the same order. */
  retain(keep: (row: number) => boolean): void {
    let rows = 0;
    let end = 0;
    for (let row = 0; row < this.#length; row++) {
      const from = this.starts[row]!;
      const to = this.starts[row + 1]!;
      if (!keep(row)) continue;
      this.cells.copyWithin(end, from, to);
      end += to - from;
      rows += 1;
      this.starts[rows] = end;
    }
    this.#length = rows;
  }
}

function enlarged(words: Uint32Array<ArrayBuffer>, atLeast: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(atLeast, words.length * 2));
  larger.set(words);
  return larger;
}
