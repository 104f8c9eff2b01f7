import type { RecordBatch } from 'apache-arrow';
import type { RecordsIntake } from '../pipeline/contracts/data-reports.ts';
import { BatchBuilder } from './arrow/batch-builder.ts';
import { ipcBytes } from './arrow/write.ts';
import { MappedRows } from './columns/mapped-rows.ts';
import type { Mapping } from './columns/mapping.ts';
import type { Numbering, RowSink } from './containers/container.ts';
import { openUpload } from './containers/open-upload.ts';
import { type ContainerOptions, readRows } from './containers/read-rows.ts';
import { FaultList, type InputFile } from './faults.ts';
import type { FormatName } from './formats/registry.ts';
import { INTAKE_LIMITS, type IntakeLimits } from './limits.ts';
import { RecordReader } from './record-reader.ts';

/** Beside how the container is to be read: `spool` puts a file that must be read at any place somewhere for that. */
export interface ReadOptions extends ContainerOptions {
  /** Which upload this is, for the places of faults. */
  readonly file: InputFile;
  readonly limits?: Partial<IntakeLimits>;
  /** Hears how many bytes of the file have been read, now and then. */
  readonly onBytes?: (bytes: number) => void;
  /** Which columns are which fields; by default their names say so, or a guess is made. */
  readonly mapping?: Mapping;
  /** A guess that goes before others where the file has its columns: what another file of the same kind was read by. */
  readonly likely?: Mapping;
  /** What a person said of an earlier file of the same dataset: holds where this one has all of its columns. */
  readonly earlier?: Mapping;
  /** Unifies variant forms of characters in all texts; see `normaliseForms`. Off by default. */
  readonly normalise?: boolean;
}

/**
 * Reads an uploaded file of any known compression, encoding, container and format, all told by content, as a stream:
 * memory does not grow with the file, but for 40 bytes a record where records have ids of their own, and for the parts
 * that a container has to hold (`heldBytes`).
 * Yields the canonical table as the bytes of an Arrow IPC stream and returns the intake report.
 * Errors: every `INPUT_…` of the file, container, column and field kinds, each with line, field, what was expected and
 * found; up to 100 are gathered and thrown together at the end, so bytes already yielded must be thrown away on an
 * error.
 */
export function readDataset(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<Buffer, RecordsIntake> {
  return ipcBytes(readBatches(bytes, options));
}

async function* readBatches(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<RecordBatch, RecordsIntake> {
  const faults: FaultList = new FaultList(options.file);
  const limits = { ...INTAKE_LIMITS, ...options.limits };
  const builder = new BatchBuilder();
  let size = 0;
  const counted = async function* () {
    for await (const piece of bytes) {
      size += piece.length;
      options.onBytes?.(size);
      yield piece;
    }
  };
  const upload = await openUpload(counted(), faults, limits);
  const intake = new Intake(builder, faults, limits, options);
  const rows = readRows(upload, options, faults, limits, (...how) => intake.open(...how));
  let next = await rows.next();
  for (; !next.done; next = await rows.next()) {
    if (builder.full) yield builder.take();
  }
  const { warnings, ...found } = next.value;
  const { records, mapping } = intake.end();
  if (builder.rows > 0) yield builder.take();
  const all = [...warnings, ...records.warnings];
  return {
    format: records.format,
    ...found,
    compression: upload.compression,
    ...(mapping && { mapping }),
    ...(all.length > 0 && { warnings: all }),
    ...(records.normalised && { normalised: records.normalised }),
    records: records.records,
    bytes: size,
    language: records.language.language,
    han_share: records.language.hanShare,
    has_instruction: records.hasInstruction,
    has_split_column: records.hasSplit,
  };
}

/** The way that rows go: under the names that formats know, into records. */
class Intake {
  readonly #builder: BatchBuilder;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  readonly #options: ReadOptions;
  #opened: { readonly records: RecordReader; readonly rows: MappedRows } | null = null;

  constructor(builder: BatchBuilder, faults: FaultList, limits: IntakeLimits, options: ReadOptions) {
    this.#builder = builder;
    this.#faults = faults;
    this.#limits = limits;
    this.#options = options;
  }

  open(numbering: Numbering, format: FormatName | null): RowSink {
    const {
      mapping = null,
      earlier = null,
      likely = null,
      plainText = 'refuse',
      normalise = false,
    } = this.#options;
    const records = new RecordReader(numbering, this.#builder, this.#faults, this.#limits, format, normalise);
    const rows = new MappedRows(records, this.#faults, {
      mapping,
      earlier,
      likely,
      plainText: plainText !== 'refuse',
    });
    this.#opened = { records, rows };
    return format === null ? rows : records;
  }

  /** Faults of the records taken together. */
  end(): { readonly records: RecordReader; readonly mapping: RecordsIntake['mapping'] } {
    const opened = this.#opened ?? this.#faults.fail('INPUT_NO_RECORDS');
    opened.rows.end();
    opened.records.finish();
    return { records: opened.records, mapping: opened.rows.report };
  }
}
