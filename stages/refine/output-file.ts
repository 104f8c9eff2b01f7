import { closeSync, openSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';

/** A file of the work directory that is written piece by piece. Error: `DISK_FULL`. */
export class OutputFile {
  readonly path: string;
  #file: number | null;

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'w', 0o600);
  }

  write(bytes: string | Uint8Array): void {
    if (this.#file === null) throw new Error(`${basename(this.path)} is closed`);
    const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    try {
      for (let at = 0; at < buffer.length; ) at += writeSync(this.#file, buffer, at);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown;
      throw new TouchstoneError('DISK_FULL', { params: { place: basename(this.path) }, cause: thrown });
    }
  }

  /** Lets go of the file, whole or not. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
