import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { BatchBuilder } from '../../datasets/arrow/batch-builder.ts';
import { readRecords } from '../../datasets/arrow/read.ts';
import { IpcPieces } from '../../datasets/arrow/write.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { OutputFile } from './output-file.ts';

/** Records as an Arrow IPC stream in a file of the work directory, so that they can be gone over again. */
export class RecordsFile {
  readonly path: string;
  readonly #file: OutputFile;
  readonly #builder = new BatchBuilder();
  readonly #pieces = new IpcPieces();
  rows = 0;

  constructor(workDir: string, name: string) {
    this.path = join(workDir, name);
    this.#file = new OutputFile(this.path);
    this.#file.write(this.#pieces.start());
  }

  add(record: DatasetRecord): void {
    this.#builder.add(record);
    this.rows += 1;
    if (this.#builder.full) this.#file.write(this.#pieces.batch(this.#builder.take()));
  }

  /** Writes what waits; the file is whole after this. Error here and in `add`: `DISK_FULL`. */
  finish(): void {
    if (this.#builder.rows > 0) this.#file.write(this.#pieces.batch(this.#builder.take()));
    this.#file.write(this.#pieces.end());
    this.close();
  }

  /** Lets go of the file, whole or not. */
  close(): void {
    this.#file.close();
  }

  read(): AsyncGenerator<DatasetRecord[]> {
    return readRecords(createReadStream(this.path, { highWaterMark: 1024 * 1024 }));
  }
}
