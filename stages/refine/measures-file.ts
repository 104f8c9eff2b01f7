import { closeSync, openSync, readSync } from 'node:fs';
import { OutputFile } from './output-file.ts';

/** Words gathered before they are written, and read at once: several times what the longest measure has. */
const FULL = 256 * 1024;
/** In place of the measure of a record that was not measured. */
const NONE = Uint32Array.of(1);

/** What was measured of one record after the other (`measureWords`), in a file. */
export class MeasuresFile {
  readonly path: string;
  readonly #file: OutputFile;
  readonly #waiting = new Uint32Array(FULL);
  #words = 0;

  constructor(path: string) {
    this.path = path;
    this.#file = new OutputFile(path);
  }

  add(measure: Uint32Array | null): void {
    const words = measure ?? NONE;
    if (this.#words + words.length > FULL) this.#flush();
    this.#waiting.set(words, this.#words);
    this.#words += words.length;
  }

  /** Writes what waits; the file is whole after this. Error here and in `add`: `DISK_FULL`. */
  finish(): void {
    this.#flush();
    this.close();
  }

  /** Lets go of the file, whole or not. */
  close(): void {
    this.#file.close();
  }

  #flush(): void {
    this.#file.write(new Uint8Array(this.#waiting.buffer, 0, 4 * this.#words));
    this.#words = 0;
  }
}

/** Reads such a file from its beginning. */
export class MeasuresReader {
  #file: number | null;
  readonly #words = new Uint32Array(FULL);
  #at = 0;
  #end = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** Lets go of the file. Once: its number may be another file's by the next time. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  /** The measure of the next record, good until the one after it; null where it was not measured. */
  next(): Uint32Array | null {
    if (!this.#isWhole) this.#fill();
    if (!this.#isWhole) throw new RangeError('a file of measures ends before its records do');
    const start = this.#at;
    this.#at += this.#words[start]!;
    return this.#words[start] === NONE.length ? null : this.#words.subarray(start, this.#at);
  }

  get #isWhole(): boolean {
    return this.#at < this.#end && this.#at + this.#words[this.#at]! <= this.#end;
  }

  #fill(): void {
    if (this.#file === null) throw new Error('the file of measures is closed');
    this.#words.copyWithin(0, this.#at, this.#end);
    this.#end -= this.#at;
    this.#at = 0;
    const bytes = new Uint8Array(this.#words.buffer);
    let end = 4 * this.#end;
    for (let read = 1; read > 0 && end < bytes.length; end += read)
      read = readSync(this.#file, bytes, end, bytes.length - end, null);
    this.#end = end >>> 2;
  }
}
