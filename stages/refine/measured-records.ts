import { join } from 'node:path';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { MeasuresFile, MeasuresReader } from './measures-file.ts';
import { RecordsFile } from './records-file.ts';

/** Records of a group; `next` gives what was measured of each of them, one after the other. */
export interface MeasuredGroup {
  readonly records: readonly DatasetRecord[];
  next(): Uint32Array | null;
}

/** Records in files of the work directory, with what was measured of some of them, so that they can be gone over again. */
export class MeasuredRecords {
  readonly #records: RecordsFile;
  readonly #measures: MeasuresFile;

  constructor(workDir: string, name: string) {
    this.#records = new RecordsFile(workDir, `${name}.arrow`);
    this.#measures = new MeasuresFile(join(workDir, `${name}.measures`));
  }

  get rows(): number {
    return this.#records.rows;
  }

  add(record: DatasetRecord, measure: Uint32Array | null): void {
    this.#records.add(record);
    this.#measures.add(measure);
  }

  /** Writes what waits; the files are whole after this. Error here and in `add`: `DISK_FULL`. */
  finish(): void {
    this.#records.finish();
    this.#measures.finish();
  }

  /** Lets go of the files, whole or not. */
  close(): void {
    this.#records.close();
    this.#measures.close();
  }

  async *read(): AsyncGenerator<MeasuredGroup> {
    const measures = new MeasuresReader(this.#measures.path);
    try {
      for await (const records of this.#records.read()) yield { records, next: () => measures.next() };
    } finally {
      measures.close();
    }
  }
}
