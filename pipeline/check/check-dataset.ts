import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { STAGES } from '../../stages/registry.ts';
import { steadyBytes } from '../config/steady-file.ts';
import type { BlobRef } from '../contracts/artifact.ts';
import type { IntakeReport } from '../contracts/data-reports.ts';
import type { DatasetDecision } from '../contracts/decisions.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { putJson, readJson } from '../contracts/json-artifact.ts';
import { jsonLines } from '../contracts/json-lines.ts';
import { needsGeneration } from '../contracts/needs-generation.ts';
import type { RefineFinding, RefineReport } from '../contracts/quality.ts';
import type { RunReading } from '../contracts/reading.ts';
import type { PipelineSpec } from '../contracts/spec.ts';
import { DirectoryStore } from '../store/artifacts/directory.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import { runHere } from './local-context.ts';

export interface CheckRequest {
  /** Paths of files on this machine. */
  readonly dataset: string;
  readonly test: string | null;
  readonly spec: PipelineSpec;
  /** What people decided about the dataset that this is an upload of; left out: nothing. */
  readonly decisions?: readonly DatasetDecision[];
  /** Columns by field that an uploader said last of it; left out: nobody did. A run takes them where the file has them all. */
  readonly earlier?: NonNullable<RunReading['earlier']>;
  readonly signal: AbortSignal;
  /** Threads that parts of a large dataset are worked on in; left out: as many as there are cores. */
  readonly threads?: number;
  onProgress(percent: number): void;
}

/** What is in a dataset and what is wrong with it. */
export interface DatasetCheck {
  readonly intake: IntakeReport;
  /** null where the dataset consists of documents. */
  readonly refine: RefineReport | null;
  /** null: a model can be trained on it, or records be made from it; else why not. */
  readonly unusable: TouchstoneError | null;
}

/** Ingest is the smaller part of a check. */
const INGEST_SHARE = 0.4;
const REFINE_SHARE = 0.5;

/**
 * Takes a dataset through ingest and refine, tries whether what is left can be split, and tells every finding to `onFinding`, last of
 * all and one after the other. Documents go through ingest alone. Errors: those of ingest, the file's faults with line and field.
 */
export async function checkDataset(
  request: CheckRequest,
  onFinding: (finding: RefineFinding) => unknown,
): Promise<DatasetCheck> {
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-check-'));
  const threads = new ThreadPool(request.threads ?? availableParallelism());
  try {
    const artifacts = await DirectoryStore.open(join(directory, 'artifacts'));
    const part = (from: number, share: number) => ({
      directory,
      artifacts,
      spec: request.spec,
      signal: request.signal,
      threads,
      onProgress: (percent: number) => request.onProgress(100 * from + share * percent),
    });
    const dataset = await artifacts.putStream(bytesOf(request.dataset));
    const test = request.test === null ? null : await artifacts.putStream(bytesOf(request.test));
    const { outputs: taken } = await runHere(
      STAGES.ingest,
      { dataset, test, reading: await readingOf(request, artifacts) },
      part(0, INGEST_SHARE),
    );
    if (taken.documents) {
      const intake = await readJson<IntakeReport>(artifacts, taken.intake as BlobRef);
      request.onProgress(100);
      return { intake, refine: null, unusable: needsGeneration(request.spec.generate) };
    }
    const { decisions = [] } = request;
    const decided = decisions.length === 0 ? null : await putJson(artifacts, decisions);
    const { outputs: refined } = await runHere(
      STAGES.refine,
      { records: taken.records!, test: taken.test ?? null, decisions: decided },
      part(INGEST_SHARE, REFINE_SHARE),
    );
    const splitting = { records: refined.records!, test: taken.test ?? null, intake: taken.intake! };
    const unusable = await faultOf(
      runHere(STAGES.split, splitting, part(INGEST_SHARE + REFINE_SHARE, 1 - INGEST_SHARE - REFINE_SHARE)),
    );
    const checked = {
      intake: await readJson<IntakeReport>(artifacts, taken.intake as BlobRef),
      refine: await readJson<RefineReport>(artifacts, refined.report as BlobRef),
      unusable,
    };
    for await (const finding of jsonLines(await artifacts.openStream((refined.findings as BlobRef).digest))) {
      await onFinding(finding as RefineFinding);
    }
    return checked;
  } finally {
    await threads.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** What is remembered of reading earlier uploads, as a run gets it; null where nothing is. */
async function readingOf({ earlier }: CheckRequest, artifacts: DirectoryStore): Promise<BlobRef | null> {
  if (earlier === undefined) return null;
  const reading: RunReading = { dataset: null, earlier, test: null };
  return putJson(artifacts, reading);
}

/** What the work failed with, where the records are to blame. */
async function faultOf(work: Promise<unknown>): Promise<TouchstoneError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof TouchstoneError) return error;
    throw error;
  }
}

function bytesOf(path: string): Readable {
  return Readable.from(steadyBytes(path), { objectMode: false });
}
