import { type Folded, keyOf } from './fold.ts';
import { shingle } from './shingles.ts';
import { WordColumn } from './word-column.ts';

const BLOCK_BITS = 19;
const BLOCK = 2 ** BLOCK_BITS;

/**
 * Folded texts end to end, two bytes a unit, in blocks of 1 MiB: a text lies within one, and nothing moves when more
 * come. Candidates are verified on them: the hashes of a text's shingles would take four bytes a unit.
 */
export class FoldedTexts {
  readonly #blocks: Uint16Array[] = [];
  /** Counted over all blocks. */
  readonly #starts = new WordColumn();
  readonly #lengths = new WordColumn();
  #end = 0;

  get count(): number {
    return this.#starts.length;
  }

  get bytes(): number {
    return this.#blocks.length * BLOCK * 2 + this.#starts.bytes + this.#lengths.bytes;
  }

  /** Adds a text and returns its number. */
  push({ units, length }: Folded): number {
    if (this.#blocks.length * BLOCK < this.#end + length) {
      this.#end = this.#blocks.length * BLOCK;
      if (this.#end + BLOCK > 2 ** 32) throw new RangeError('More than 8 GiB of text in one index');
      this.#blocks.push(new Uint16Array(BLOCK));
    }
    const block = this.#blocks.at(-1)!;
    const start = this.#end & (BLOCK - 1);
    for (let at = 0; at < length; at++) block[start + at] = units[at]!;
    this.#starts.push(this.#end);
    this.#lengths.push(length);
    this.#end += length;
    return this.count - 1;
  }

  equals(text: number, { units, length }: Folded): boolean {
    if (this.#lengths.at(text) !== length) return false;
    const block = this.#blockOf(text);
    const start = this.#starts.at(text) & (BLOCK - 1);
    for (let at = 0; at < length; at++) if (block[start + at] !== units[at]) return false;
    return true;
  }

  lengthOf(text: number): number {
    return this.#lengths.at(text);
  }

  /** Writes the shingles of one text that begin at `[from, to)` of it into `into` and returns how many there are. */
  shingle(text: number, into: Int32Array, from = 0, to = this.#lengths.at(text)): number {
    const start = this.#starts.at(text) & (BLOCK - 1);
    return shingle(
      this.#blockOf(text),
      start,
      start + this.#lengths.at(text),
      into,
      start + from,
      start + to,
    );
  }

  /** `keyOf` the text. */
  keyOf(text: number): number {
    const start = this.#starts.at(text) & (BLOCK - 1);
    return keyOf(this.#blockOf(text), start, start + this.#lengths.at(text));
  }

  #blockOf(text: number): Uint16Array {
    return this.#blocks[this.#starts.at(text) >>> BLOCK_BITS]!;
  }
}
