import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { DatasetDiff, RecordDifference, VersionFacts } from '../../pipeline/contracts/dataset-diff.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { readRecords } from '../arrow/read.ts';
import { readDataset } from '../read.ts';
import { LabelBook } from '../split/label-book.ts';
import { differencesOf } from './difference.ts';
import { VersionIndex } from './version-index.ts';

/** One of two versions to compare. */
export interface ComparedFile {
  /** As people know it; stands in the place of its faults. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface CompareOptions {
  readonly signal: AbortSignal;
  /** Hears how many bytes of both files have been read, now and then. */
  onBytes?(bytes: number): void;
}

/** Two versions compared. */
export interface Comparison {
  readonly diff: DatasetDiff;
  /** Every difference: the records after in their order, then those that were removed. */
  list(): Generator<RecordDifference>;
}

/**
 * Compares two files of any known format. Each is read once, as a stream; what stays in memory is some 90 bytes a
 * record. Errors: those of `readDataset`, in the file's own name.
 */
export async function compareDatasets(
  before: ComparedFile,
  after: ComparedFile,
  { signal, onBytes }: CompareOptions,
): Promise<Comparison> {
  const book = new LabelBook();
  let earlier = 0;
  const index = async ({ name, bytes }: ComparedFile) => {
    const version = new VersionIndex(book);
    const facts = await indexed(bytes, version, (count) => {
      signal.throwIfAborted();
      onBytes?.(earlier + count);
    }).catch((thrown: unknown) => {
      signal.throwIfAborted();
      throw TouchstoneError.from(thrown).inFile({ dataset: name, test: name });
    });
    earlier += facts.bytes;
    return { version, facts };
  };
  const from = await index(before);
  const to = await index(after);
  const { counts, list } = differencesOf(from.version, to.version, book);
  return { diff: { before: from.facts, after: to.facts, ...counts }, list };
}

async function indexed(
  bytes: AsyncIterable<Uint8Array>,
  version: VersionIndex,
  onBytes: (bytes: number) => void,
): Promise<VersionFacts> {
  let report: IntakeReport | undefined;
  const arrow = async function* () {
    report = yield* readDataset(bytes, { file: 'dataset', onBytes });
  };
  for await (const group of readRecords(arrow())) for (const record of group) version.add(record);
  const { records, format, container, encoding, bytes: size } = report!;
  return { records, format, container, encoding, bytes: size };
}
