import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readRecords } from '../../datasets/arrow/read.ts';
import { reviewable } from '../../datasets/generation/reviewable.ts';
import { isGenerated } from '../../datasets/split/columns.ts';
import { type WriteReport, writeDataset } from '../../datasets/write/write.ts';
import type { RecordsIntake } from '../contracts/data-reports.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { DatasetRecord } from '../contracts/record.ts';
import { type TargetFile, targetFile } from './target-file.ts';
import { exists, keptWhole } from './whole-file.ts';

export interface GeneratedRecords extends TargetFile {
  readonly format: RecordsIntake['format'];
  readonly written: WriteReport;
}

/**
 * Writes those records of a run's table that a text model made to a file of this machine, each with how it was made and a
 * column for whoever checks it. `format` null: text and label where they have labels, else prompt and completion.
 * Errors: `CONVERT_SUFFIX`, `CONVERT_EXISTS`, `GENERATE_NONE_IN_RUN`, those of `writeDataset`.
 */
export async function writeGeneratedRecords(request: {
  readonly run: string;
  readonly table: () => Promise<Readable>;
  readonly out: string;
  readonly format: RecordsIntake['format'] | null;
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
}): Promise<GeneratedRecords> {
  const { run, out, signal } = request;
  const target = targetFile(out);
  if (!request.overwrite && (await exists(out)))
    throw new TouchstoneError('CONVERT_EXISTS', { params: { file: out } });
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-generated-'));
  try {
    const table = join(directory, 'records.arrow');
    await writeFile(table, await request.table(), { mode: 0o600, signal });
    const open = () => generatedIn(readRecords(createReadStream(table)));
    const first = await firstOf(open());
    if (first === null) throw new TouchstoneError('GENERATE_NONE_IN_RUN', { params: { run } });
    const format = request.format ?? (first.label === null ? 'prompt_completion' : 'text_label');
    const written = await keptWhole(writeDataset(open, { format, ...target }), out, signal);
    return { format, written, ...target };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function* generatedIn(
  groups: AsyncIterable<readonly DatasetRecord[]>,
): AsyncGenerator<DatasetRecord[]> {
  for await (const group of groups) yield group.filter(isGenerated).map(reviewable);
}

async function firstOf(groups: AsyncIterable<readonly DatasetRecord[]>): Promise<DatasetRecord | null> {
  for await (const [first] of groups) if (first !== undefined) return first;
  return null;
}
