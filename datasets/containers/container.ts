import type { IntakeWarning } from '../../pipeline/contracts/data-reports.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';

/** One record as its container holds it. Keys are the file's own: never assign them onto an ordinary object. */
export type Row = Readonly<Record<string, unknown>>;

/** Takes what a container finds. */
export interface RowSink {
  /** The names of all columns, from a container that says them once, before its rows. */
  columns(names: readonly string[], line: number): void;
  /** One record. `ordinal` counts what the container counts by: lines, or items of a list. */
  row(row: Row, line: number, ordinal: number): void;
  /**
   * One record straight from the bytes of its line of JSON, which begins at `at` of valid UTF-8 and is both line and
   * ordinal number `line`. Returns where the next line begins; -1 where nothing was done, and the row must be parsed.
   */
  utf8Row?(bytes: Buffer, at: number, line: number): number;
}

/** Cuts text, handed over piece by piece, into rows. */
export interface ContainerReader {
  /** What a person should know of the way in which it was read; known at the end. */
  readonly warnings?: readonly IntakeWarning[];
  push(text: string): void;
  /** As `push`, for a container that can read the bytes of valid UTF-8 faster than their text. */
  pushUtf8?(bytes: Buffer): void;
  end(): void;
}

/** What `ordinal` counts, and so the name of a record without an id: `line:7`, `item:7`, `row:7`. */
export type Numbering = 'line' | 'item' | 'row';

/** A way of writing many records in one text file. */
export interface Container {
  readonly numbering: Numbering;
  open(sink: RowSink, faults: FaultList, limits: IntakeLimits): ContainerReader;
}

/** UTF-8 bytes of `text` are more than `limit`; most texts are settled without counting. */
export function longerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  return text.length * 3 > limit && Buffer.byteLength(text) > limit;
}
