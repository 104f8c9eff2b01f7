import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords } from '../../datasets/arrow/read.ts';
import type { Mapping } from '../../datasets/columns/mapping.ts';
import { type ReadOptions, readDataset } from '../../datasets/read.ts';
import { type WriteReport, writeDataset } from '../../datasets/write/write.ts';
import { fileSpool } from '../../stages/ingest/file-spool.ts';
import { steadyBytes } from '../config/steady-file.ts';
import type { RecordsIntake } from '../contracts/data-reports.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { type TargetFile, targetFile } from './target-file.ts';
import { exists, kept, keptWhole } from './whole-file.ts';

export interface ConvertRequest {
  /** Paths of files on this machine. */
  readonly from: string;
  readonly to: string;
  /** null: the format that the file is in. */
  readonly format: RecordsIntake['format'] | null;
  readonly mapping: Mapping | null;
  readonly encoding: NonNullable<ReadOptions['encoding']> | null;
  readonly sheet: string | null;
  /** Writes over a file that is there. */
  readonly overwrite: boolean;
  /** What the format has no place for is left out, and counted, instead of refused. */
  readonly lossy: boolean;
  readonly signal: AbortSignal;
  /** Hears how many bytes of the file have been read. */
  onProgress(percent: number): void;
}

export interface Conversion extends TargetFile {
  readonly intake: RecordsIntake;
  readonly format: RecordsIntake['format'];
  readonly written: WriteReport;
}

const PIECE = 1024 * 1024;

/**
 * Writes the records of one file as another. The new file appears when it is whole; on an error none does.
 * Errors: `CONVERT_SUFFIX`, `CONVERT_EXISTS`, those of `readDataset` and `writeDataset`.
 */
export async function convertDataset(request: ConvertRequest): Promise<Conversion> {
  const { from, to, mapping, encoding, sheet, overwrite, lossy, signal, onProgress } = request;
  const target = targetFile(to);
  if (!overwrite && (await exists(to))) throw new TouchstoneError('CONVERT_EXISTS', { params: { file: to } });
  const { size } = await stat(from);
  const work = await mkdtemp(join(tmpdir(), 'touchstone-convert-'));
  try {
    const records = join(work, 'records.arrow');
    const intake = await kept(
      readDataset(steadyBytes(from), {
        file: 'dataset',
        plainText: 'auto',
        spool: fileSpool(join(work, 'spool')),
        onBytes: (bytes) => onProgress((50 * bytes) / Math.max(1, size)),
        ...(mapping !== null && { mapping }),
        ...(encoding !== null && { encoding }),
        ...(sheet !== null && { sheet }),
      }),
      records,
      signal,
    );
    const format = request.format ?? intake.format;
    const open = () => readRecords(createReadStream(records, { highWaterMark: PIECE }));
    const written = await keptWhole(writeDataset(open, { format, ...target, lossy }), to, signal);
    onProgress(100);
    return { intake, format, written, ...target };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
