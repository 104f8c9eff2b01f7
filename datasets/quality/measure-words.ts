import type { Opening } from '../fingerprint/shared-openings.ts';
import type { SketchedText } from '../near-duplicate/text-sketcher.ts';
import type { Written } from '../outlier/outliers.ts';
import { WRITINGS } from '../outlier/writing.ts';
import type { RecordMeasure } from './measure.ts';

const OPENINGS: readonly Opening[] = ['none', 'own', 'shared'];

/** Places of the first words; after them: keys, pieces, their times, units, each beginning with a whole word. */
const WORDS = 0;
const KINDS = 1;
const UNITS = 2;
const KEY = 3;
const LENGTH = 4;
const PIECES = 5;
const QUESTION = 6;
const CONTENT = 10;
const HEAD = 14;

/** Two half words take one word, and so does the last one alone. */
const halved = (count: number): number => (count + 1) >>> 1;

/** A measure as words of 32 bits, of which the first is their number: a file of measures is one after the other. */
export function measureWords({ opening, question, content, near, written }: RecordMeasure): Uint32Array {
  const { count, length, pieces, times } = written.pieces;
  const keys = HEAD;
  const list = keys + near.keys.length;
  const often = list + count;
  const units = often + halved(count);
  const words = new Uint32Array(units + halved(near.length));
  words[WORDS] = words.length;
  words[KINDS] = OPENINGS.indexOf(opening) | (WRITINGS.indexOf(written.writing) << 8);
  words[UNITS] = near.length;
  words[KEY] = near.key;
  words[LENGTH] = length;
  words[PIECES] = count;
  words.set(question.subarray(0, 4), QUESTION);
  words.set(content.subarray(0, 4), CONTENT);
  words.set(near.keys, keys);
  words.set(pieces.subarray(0, count), list);
  const halves = new Uint16Array(words.buffer);
  halves.set(times.subarray(0, count), often * 2);
  halves.set(near.units.subarray(0, near.length), units * 2);
  return words;
}

/** Digest of the content that such words were measured of. */
export function contentIn(words: Uint32Array): Uint32Array {
  return words.subarray(CONTENT, HEAD);
}

/** What such words say; nothing is copied. `bands`: how many keys a sketch has. */
export function measureOf(words: Uint32Array, bands: number): RecordMeasure {
  return new MeasureView(words, bands);
}

class MeasureView implements RecordMeasure {
  readonly #words: Uint32Array;
  readonly #bands: number;

  constructor(words: Uint32Array, bands: number) {
    this.#words = words;
    this.#bands = bands;
  }

  get opening(): Opening {
    return OPENINGS[this.#word(KINDS) & 0xff]!;
  }

  get question(): Uint32Array {
    return this.#words.subarray(QUESTION, CONTENT);
  }

  get content(): Uint32Array {
    return this.#words.subarray(CONTENT, HEAD);
  }

  get near(): SketchedText {
    const length = this.#word(UNITS);
    const count = this.#word(PIECES);
    const units = HEAD + this.#bands + count + halved(count);
    return {
      length,
      key: this.#word(KEY) | 0,
      keys: this.#signed(HEAD, this.#bands),
      units: this.#halves(units, length),
    };
  }

  get written(): Written {
    const count = this.#word(PIECES);
    const list = HEAD + this.#bands;
    const pieces = {
      length: this.#word(LENGTH),
      count,
      pieces: this.#signed(list, count),
      times: this.#halves(list + count, count),
    };
    return { writing: WRITINGS[this.#word(KINDS) >>> 8]!, pieces };
  }

  #word(place: number): number {
    return this.#words[place]!;
  }

  #signed(start: number, count: number): Int32Array {
    const { buffer, byteOffset } = this.#words;
    return new Int32Array(buffer, byteOffset + 4 * start, count);
  }

  #halves(start: number, count: number): Uint16Array {
    const { buffer, byteOffset } = this.#words;
    return new Uint16Array(buffer, byteOffset + 4 * start, count);
  }
}
