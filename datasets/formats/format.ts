import type { Message } from '../../pipeline/contracts/record.ts';
import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';

/** What a format reads from one row. */
export interface FormatRecord {
  readonly messages: readonly Message[];
  /** The answer without the space around it. */
  readonly label: string;
  /** True where the record says itself what is to be done. */
  readonly instructed: boolean;
  /** Facts of the row that the canonical record has no place for; they go with the further columns. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Reads the rows of one file; it may remember what earlier rows looked like. */
export interface FormatReader {
  /** The record, or null after noting what is wrong with the row. */
  read(row: Row, line: number): FormatRecord | null;
}

/** A convention for naming the parts of a training example. */
export interface Format {
  /** Keys that it gives a meaning to; all others are further columns. */
  readonly keys: ReadonlySet<string>;
  /** Keys that every record must have; of a group any one will do. */
  readonly required: readonly (readonly [string, ...string[]])[];
  /** The keys that hold the question and the answer, for errors about all of them. */
  readonly question: string;
  readonly answer: string;
  /** Told by the first row's keys: generous, so that a missing key is reported as such and not as an unknown format. */
  recognises(keys: ReadonlySet<string>): boolean;
  open(fields: FieldReader, faults: FaultList): FormatReader;
}
