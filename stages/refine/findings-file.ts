import { join } from 'node:path';
import type { RefineFinding } from '../../pipeline/contracts/quality.ts';
import { OutputFile } from './output-file.ts';

/** Characters gathered before they are written. */
const FULL = 64 * 1024;

/** Findings as JSON lines in a file of the work directory: there may be as many as there are records. */
export class FindingsFile {
  readonly path: string;
  readonly #file: OutputFile;
  #waiting = '';

  constructor(workDir: string) {
    this.path = join(workDir, 'findings.jsonl');
    this.#file = new OutputFile(this.path);
  }

  add(finding: RefineFinding): void {
    this.#waiting += `${JSON.stringify(finding)}\n`;
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
