import { readRecords } from '../../../datasets/arrow/read.ts';
import { type WriteOptions, type WriteReport, writeDataset } from '../../../datasets/write/write.ts';
import { lines, read, streamOf } from './reading.ts';

/** Canonical records, as the bytes of their table, as a file. Cells stay as they are unless told otherwise. */
export async function written(
  arrow: Uint8Array,
  options: WriteOptions,
): Promise<{ bytes: Buffer; report: WriteReport }> {
  const pieces: Uint8Array[] = [];
  const source = writeDataset(() => readRecords(streamOf(arrow)), { safeCells: false, ...options });
  for (;;) {
    const next = await source.next();
    if (!next.done) {
      pieces.push(next.value);
      continue;
    }
    return { bytes: Buffer.concat(pieces), report: next.value };
  }
}

/** Rows, as JSON Lines would hold them, as a file. */
export async function fileOf(rows: readonly unknown[], options: WriteOptions): Promise<Buffer> {
  const { arrow } = await read(lines(...rows), { plainText: 'auto' });
  return (await written(arrow, options)).bytes;
}

/** The rows of a file, as they are written back in its own format. */
export async function rowsBack(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  const { arrow, report } = await read(bytes, { plainText: 'auto' });
  const { bytes: back } = await written(arrow, { format: report.format, container: 'jsonl' });
  return back
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
