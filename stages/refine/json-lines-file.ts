import { join } from 'node:path';
import { OutputFile } from './output-file.ts';

/** Characters gathered before they are written. */
const FULL = 64 * 1024;

/** Values as JSON lines in a file of the work directory: there may be as many as there are records. */
export class JsonLinesFile<T> {
  readonly path: string;
  readonly #file: OutputFile;
  #waiting = '';
  count = 0;

  constructor(workDir: string, name: string) {
    this.path = join(workDir, name);
    this.#file = new OutputFile(this.path);
  }

  add(value: T): void {
    this.count += 1;
    this.#waiting += `${JSON.stringify(value)}\n`;
    if (this.#waiting.length >= FULL) this.#flush();
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
    this.#file.write(this.#waiting);
    this.#waiting = '';
  }
}
