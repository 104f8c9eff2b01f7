import type { RecordBatch } from 'apache-arrow';
import type { IntakeReport } from '../pipeline/contracts/data-reports.ts';
import { BatchBuilder } from './arrow/batch-builder.ts';
import { ipcBytes } from './arrow/write.ts';
import type { ContainerReader } from './containers/container.ts';
import { CONTAINERS, type ContainerName, recogniseContainer } from './containers/registry.ts';
import { TextReader } from './encoding/text-reader.ts';
import { FaultList, type InputFile } from './faults.ts';
import { INTAKE_LIMITS, type IntakeLimits } from './limits.ts';
import { RecordReader } from './record-reader.ts';

export interface ReadOptions {
  /** Which upload this is, for the places of faults. */
  readonly file: InputFile;
  readonly limits?: Partial<IntakeLimits>;
  /** Hears how many bytes of the file have been read, now and then. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Reads an uploaded file of any known encoding, container and format, all told by content, as a stream: memory does
 * not grow with the file, but for 40 bytes a record where records have ids of their own.
 * Yields the canonical table as the bytes of an Arrow IPC stream and returns the intake report.
 * Errors: every `INPUT_…` of the file and field kinds, each with line, field, what was expected and found; up to 100
 * are gathered and thrown together at the end, so bytes already yielded must be thrown away on an error.
 */
export function readDataset(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<Buffer, IntakeReport> {
  return ipcBytes(readBatches(bytes, options));
}

async function* readBatches(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<RecordBatch, IntakeReport> {
  const faults: FaultList = new FaultList(options.file);
  const limits = { ...INTAKE_LIMITS, ...options.limits };
  const text = new TextReader(faults);
  const builder = new BatchBuilder();
  let size = 0;
  let head = '';
  let opened: { name: ContainerName; container: ContainerReader; records: RecordReader } | null = null;
  const pieces = text.read(bytes, (count) => {
    size += count;
    options.onBytes?.(size);
  });
  for await (const piece of pieces) {
    if (opened === null) {
      head += piece;
      const name = recogniseContainer(head);
      // Nothing but space so far: its line breaks still count.
      if (name === null && head.length <= limits.recordBytes) continue;
      opened = open(name ?? 'jsonl', builder, faults, limits);
      opened.container.push(head);
    } else {
      opened.container.push(piece);
    }
    if (builder.full) yield builder.take();
  }
  if (size === 0) faults.fail('INPUT_EMPTY_FILE');
  if (opened === null) faults.fail('INPUT_NO_RECORDS');
  const { name, container, records } = opened;
  container.end();
  records.finish();
  if (builder.rows > 0) yield builder.take();
  return {
    format: records.format,
    container: name,
    encoding: text.encoding,
    bom: text.bom,
    records: records.records,
    bytes: size,
    language: records.language.language,
    han_share: records.language.hanShare,
    has_instruction: records.hasInstruction,
    has_split_column: records.hasSplit,
  };
}

function open(name: ContainerName, builder: BatchBuilder, faults: FaultList, limits: IntakeLimits) {
  const container = CONTAINERS[name];
  const records = new RecordReader(container.numbering, builder, faults, limits);
  return { name, records, container: container.open(records, faults, limits) };
}
