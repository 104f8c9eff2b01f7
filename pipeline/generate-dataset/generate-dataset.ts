import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords } from '../../datasets/arrow/read.ts';
import { reviewable } from '../../datasets/generation/reviewable.ts';
import { type RecordGroups, type WriteReport, writeDataset } from '../../datasets/write/write.ts';
import { STAGES } from '../../stages/registry.ts';
import { runHere } from '../check/local-context.ts';
import type { GenerationSettings } from '../config/generation-settings.ts';
import type { BlobRef } from '../contracts/artifact.ts';
import type { IntakeReport, RecordsIntake } from '../contracts/data-reports.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { GENERATION_METHODS, type GenerateReport } from '../contracts/generation.ts';
import { readJson } from '../contracts/json-artifact.ts';
import type { Localized } from '../contracts/names.ts';
import type { DatasetRecord } from '../contracts/record.ts';
import { type TargetFile, targetFile } from '../convert/target-file.ts';
import { exists, keptWhole } from '../convert/whole-file.ts';
import { withEndpoint } from '../engine/generation.ts';
import { parseSpec } from '../engine/spec.ts';
import { ChatEndpoint } from '../generation/endpoint.ts';
import { DirectoryStore } from '../store/artifacts/directory.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import { AnswerJournal } from './answer-journal.ts';

export interface GenerateRequest {
  /** Path of a file of this machine: records, or documents as they are uploaded. */
  readonly dataset: string;
  readonly out: string;
  /** null: text and label where the method gives labels, else prompt and completion. */
  readonly format: RecordsIntake['format'] | null;
  /** Writes over a file that is there. */
  readonly overwrite: boolean;
  /** A spec as a person wrote it. */
  readonly spec: unknown;
  /** null: there is no text model. */
  readonly endpoint: GenerationSettings | null;
  readonly signal: AbortSignal;
  onProgress(percent: number): void;
}

/** What was made. */
export interface GeneratedDataset extends TargetFile {
  readonly intake: IntakeReport;
  readonly report: GenerateReport;
  readonly warnings: readonly Localized[];
  readonly format: RecordsIntake['format'];
  readonly written: WriteReport;
}

/** Reading what there is takes a moment beside asking. */
const INGEST_SHARE = 0.05;
const PIECE = 1024 * 1024;

/** Where answers are kept until the file is there. */
export function journalOf(out: string): string {
  return `${out}.answers`;
}

/**
 * Has a text model make records from a file of this machine, by the stages that a run has, and writes those that passed the
 * filters to a file that appears when it is whole. Answers are kept beside it until then: after an interruption the same call asks for
 * none of them again.
 * Errors: `CONVERT_SUFFIX`, `CONVERT_EXISTS`; those of `parseSpec`, `withEndpoint`, ingest and generate, and of `writeDataset`;
 * `GENERATE_SETTING` where no method is named.
 */
export async function generateDataset(request: GenerateRequest): Promise<GeneratedDataset> {
  const { out, signal, onProgress } = request;
  const target = targetFile(out);
  if (!request.overwrite && (await exists(out)))
    throw new TouchstoneError('CONVERT_EXISTS', { params: { file: out } });
  const textModel = request.endpoint && new ChatEndpoint(request.endpoint);
  const spec = withEndpoint(parseSpec(request.spec), textModel?.endpoint ?? null);
  const { method } = spec.generate;
  if (method === 'none') {
    const params = { method, field: 'method', detail: Object.keys(GENERATION_METHODS).join(', ') };
    throw new TouchstoneError('GENERATE_SETTING', {
      params,
      place: { file: 'spec', field: 'generate.method' },
    });
  }
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-generate-'));
  const threads = new ThreadPool(availableParallelism());
  const journal = new AnswerJournal(journalOf(out));
  try {
    const artifacts = await DirectoryStore.open(join(directory, 'artifacts'));
    const part = (from: number, share: number) => ({
      ...{ directory, artifacts, spec, signal, threads },
      ...(textModel && { textModel, remember: journal.remember }),
      onProgress: (percent: number) => onProgress(100 * from + share * percent),
    });
    const dataset = await artifacts.putStream(createReadStream(request.dataset, { highWaterMark: PIECE }));
    const { outputs: taken } = await runHere(
      STAGES.ingest,
      { dataset, test: null, reading: null },
      part(0, INGEST_SHARE),
    );
    const { records, documents = null, intake } = taken;
    const inputs = { records: records!, documents, test: null, intake: intake!, confusions: null };
    const made = await runHere(STAGES.generate, inputs, part(INGEST_SHARE, 1 - INGEST_SHARE));
    const before = await readJson<IntakeReport>(artifacts, intake as BlobRef);
    const table = await artifacts.localFile(made.outputs.records as BlobRef);
    const open = () => withReviewer(readRecords(createReadStream(table)), documents ? 0 : before.records);
    const format =
      request.format ??
      (GENERATION_METHODS[method].task === 'classification' ? 'text_label' : 'prompt_completion');
    const written = await keptWhole(writeDataset(open, { format, ...target }), out, signal);
    await journal.clear();
    const report = await readJson<GenerateReport>(artifacts, made.outputs.report as BlobRef);
    return { intake: before, report, warnings: made.summary.warnings ?? [], format, written, ...target };
  } finally {
    await threads.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The records after those that were there before, with a column for whoever checks them. */
async function* withReviewer(groups: RecordGroups, before: number): AsyncGenerator<DatasetRecord[]> {
  let row = 0;
  for await (const group of groups) {
    const made: DatasetRecord[] = [];
    for (const record of group) if (row++ >= before) made.push(reviewable(record));
    yield made;
  }
}
