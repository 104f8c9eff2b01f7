import { basename } from 'node:path';
import type { RecordsIntake } from '../contracts/data-reports.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';

/** In what a file of some name is to be written. */
export interface TargetFile {
  readonly container: RecordsIntake['container'];
  readonly compression: NonNullable<RecordsIntake['compression']>;
}

const CONTAINERS: ReadonlyMap<string, TargetFile['container']> = new Map([
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['json', 'json'],
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['txt', 'text'],
  ['parquet', 'parquet'],
  ['arrow', 'arrow'],
  ['feather', 'arrow'],
  ['arrows', 'arrow_stream'],
  ['xlsx', 'xlsx'],
]);

const COMPRESSIONS: ReadonlyMap<string, TargetFile['compression']> = new Map([
  ['gz', 'gzip'],
  ['zst', 'zstd'],
]);

/** Container and compression by the end of a name: `rows.csv.gz`. Error: `CONVERT_SUFFIX`. */
export function targetFile(path: string): TargetFile {
  const parts = basename(path).toLowerCase().split('.').slice(1);
  const compression = COMPRESSIONS.get(parts.at(-1) ?? '');
  if (compression !== undefined) parts.pop();
  const container = CONTAINERS.get(parts.at(-1) ?? '');
  if (container !== undefined) return { container, compression: compression ?? 'none' };
  const expected = `${[...CONTAINERS.keys()].map((end) => `.${end}`).join(' ')} (+ .gz .zst)`;
  throw new TouchstoneError('CONVERT_SUFFIX', { params: { file: path }, expected, found: basename(path) });
}
