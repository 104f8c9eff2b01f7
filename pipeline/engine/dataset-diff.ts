import { Readable } from 'node:stream';
import type { ArtifactStore } from '../contracts/artifact.ts';
import type { DatasetDiff, RecordDifference } from '../contracts/dataset-diff.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { StageResult } from '../contracts/stage.ts';
import type { DatasetDiffView, DatasetVersionView } from '../contracts/views.ts';
import type { Database } from '../store/database/database.ts';
import { datasetByName, versionByNumber } from '../store/rows/datasets.ts';
import { checkRaw } from '../store/rows/expiry.ts';
import type { Memory } from './memory.ts';

/** Raised whenever the same two files would be told apart in another way. */
const VERSION = 1;

/** Characters of the list that are handed on together. */
const PIECE = 64 * 1024;

/** Compares two files as streams; what the datasets room does. */
export type Compare = (
  before: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
  after: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
  options: { readonly signal: AbortSignal },
) => Promise<{ readonly diff: DatasetDiff; list(): Iterable<RecordDifference> }>;

export interface DiffParts {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  readonly memory: Memory;
  readonly compare: Compare;
  /** Aborted when the service shuts down. */
  readonly shutdown: AbortSignal;
}

/** How two versions of a dataset differ: compared once, then remembered by the digests of both. */
export async function datasetDiff(
  parts: DiffParts,
  request: { readonly name: string; readonly from?: number; readonly to?: number },
): Promise<DatasetDiffView> {
  const to = await versionOf(parts, request.name, request.to);
  const from = await versionByNumber(parts.database, request.name, request.from ?? to.version - 1);
  const { result } = await parts.memory.once(
    { stage: 'dataset-diff', version: VERSION, config: null, inputs: { from: from.digest, to: to.digest } },
    async () => {
      for (const version of [from, to]) checkRaw(version);
      return compared(parts, from, to);
    },
  );
  const list = result.outputs.list;
  if (list?.kind !== 'blob') throw new TypeError('a remembered difference has no list');
  return { from, to, diff: result.summary.diff as DatasetDiff, list };
}

async function versionOf(
  { database }: DiffParts,
  name: string,
  version: number | undefined,
): Promise<DatasetVersionView> {
  if (version !== undefined) return versionByNumber(database, name, version);
  const { latest } = await datasetByName(database, name);
  if (latest === null)
    throw new TouchstoneError('DATASET_VERSION_NOT_FOUND', { params: { name, version: 1 } });
  return latest;
}

async function compared(
  { artifacts, compare, shutdown }: DiffParts,
  from: DatasetVersionView,
  to: DatasetVersionView,
): Promise<StageResult> {
  const file = async ({ filename, digest }: DatasetVersionView) => ({
    name: filename,
    bytes: await artifacts.openStream(digest),
  });
  const { diff, list } = await compare(await file(from), await file(to), { signal: shutdown });
  const lines = Readable.from(jsonLines(list()), { objectMode: false });
  return { outputs: { list: await artifacts.putStream(lines) }, summary: { diff } };
}

function* jsonLines(values: Iterable<unknown>): Generator<Buffer> {
  let waiting = '';
  for (const value of values) {
    waiting += `${JSON.stringify(value)}\n`;
    if (waiting.length < PIECE) continue;
    yield Buffer.from(waiting);
    waiting = '';
  }
  if (waiting !== '') yield Buffer.from(waiting);
}
