import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RefineFinding } from '../../pipeline/contracts/data-reports.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';

/** Characters gathered before they are written. */
const FULL = 64 * 1024;

/** Findings as JSON lines in a file of the work directory: there may be as many as there are records. */
export class FindingsFile {
  readonly path: string;
  #file: number | null;
  #waiting = '';

  constructor(workDir: string) {
    this.path = join(workDir, 'findings.jsonl');
    this.#file = openSync(this.path, 'w', 0o600);
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
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #flush(): void {
    try {
      if (this.#file !== null) writeSync(this.#file, this.#waiting);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown;
      throw new TouchstoneError('DISK_FULL', { params: { place: 'findings.jsonl' }, cause: thrown });
    }
    this.#waiting = '';
  }
}
