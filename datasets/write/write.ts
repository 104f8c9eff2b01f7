import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { type CompressionName, compress } from '../compression/registry.ts';
import type { ContainerName } from '../containers/registry.ts';
import { FaultList } from '../faults.ts';
import type { FormatName } from '../formats/registry.ts';
import { CONTAINER_WRITERS } from './registry.ts';
import type { NamedRow } from './row-bytes.ts';
import { rowOf } from './rows/registry.ts';
import { Survey } from './survey.ts';
import { type RowContext, takeApart } from './written-record.ts';

/** Canonical records in groups, as `readRecords` gives them. */
export type RecordGroups = AsyncIterable<Iterable<DatasetRecord>>;

export interface WriteOptions {
  readonly format: FormatName;
  readonly container: ContainerName;
  readonly compression?: CompressionName;
  /** Between the cells of a CSV; a comma by default. A TSV has tabs. */
  readonly delimiter?: ',' | ';';
  /** A byte order mark before text, without which spreadsheet programs take UTF-8 for something else. */
  readonly bom?: boolean;
  /**
   * Texts that a spreadsheet program would take for formulas are made safe, in CSV and TSV by an apostrophe before
   * them, in XLSX by marking the cell as text. On by default; off, a CSV comes back exactly.
   */
  readonly safeCells?: boolean;
  /** Name of the sheet in a workbook. */
  readonly sheet?: string;
  /** What messages hold that the format has no place for (weights, tool calls) is left out instead of refused. */
  readonly lossy?: boolean;
}

export interface WriteReport {
  readonly records: number;
  /** The columns of a table. */
  readonly columns: readonly string[];
  /** Cells that were made safe. */
  readonly guarded: number;
  /** Messages that lost what the format has no place for. */
  readonly left_out: number;
}

/**
 * Writes canonical records in any format and container, as a stream. A table needs its columns before its rows, so
 * for one the records are read twice: `open` begins them anew each time. Memory does not grow with the records, but for
 * what a container notes of each group of them.
 * Returns what was done. Faults, final: `CONVERT_…`.
 */
export async function* writeDataset(
  open: () => RecordGroups,
  options: WriteOptions,
): AsyncGenerator<Uint8Array, WriteReport> {
  const { format, container, compression = 'none', safeCells = true, lossy = false } = options;
  const faults = new FaultList('dataset');
  const { write, header } = CONTAINER_WRITERS[container];
  if (container === 'text' && format !== 'plain_text') refuseContainer(format, faults);
  const survey = new Survey();
  if (header) {
    const quiet: RowContext = { format, faults, lossy, leftOut: () => {} };
    for await (const group of rowGroups(open(), quiet)) for (const { row } of group) survey.see(row);
  }
  const { columns } = survey;
  let records = 0;
  let guarded = 0;
  let leftOut = 0;
  const context: RowContext = {
    format,
    faults,
    lossy,
    leftOut: (count) => {
      leftOut += count;
    },
  };
  const counted = async function* () {
    for await (const group of rowGroups(open(), context)) {
      records += group.length;
      yield group;
    }
  };
  const bytes = write(counted(), {
    columns,
    delimiter: container === 'tsv' ? '\t' : (options.delimiter ?? ','),
    bom: options.bom ?? false,
    safeCells,
    sheet: options.sheet ?? 'Sheet1',
    faults,
    guarded: () => {
      guarded += 1;
    },
  });
  yield* compress(bytes, compression);
  return { records, columns: [...columns.keys()], guarded, left_out: leftOut };
}

async function* rowGroups(groups: RecordGroups, context: RowContext): AsyncGenerator<NamedRow[]> {
  for await (const group of groups) {
    yield Array.from(group, (record) => ({
      record: record.id,
      row: rowOf(takeApart(record, context.format), context),
    }));
  }
}

/** Plain text holds records that are text alone. */
function refuseContainer(format: FormatName, faults: FaultList): never {
  faults.fail('CONVERT_CONTAINER', {
    params: { format, container: 'text' },
    expected: 'plain_text',
    found: format,
  });
}
