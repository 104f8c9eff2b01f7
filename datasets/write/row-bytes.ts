import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { Kind } from './kinds.ts';

/** What a container's writer needs to know beside the rows. */
export interface ContainerContext {
  /** The columns of a table; empty for containers that name them in each row. */
  readonly columns: ReadonlyMap<string, Kind>;
  readonly delimiter: ',' | '\t' | ';';
  readonly bom: boolean;
  /** Cells that a spreadsheet program would take for formulas are made safe. */
  readonly safeCells: boolean;
  readonly sheet: string;
  readonly faults: FaultList;
  /** A cell was made safe. */
  guarded(): void;
}

/** A row with the name of its record, for faults. */
export interface NamedRow {
  readonly record: string;
  readonly row: Row;
}

/** Writes rows, group by group, as the bytes of a container. */
export type ContainerWriter = (
  groups: AsyncIterable<readonly NamedRow[]>,
  context: ContainerContext,
) => AsyncGenerator<Uint8Array>;
