import type { Message } from '../../pipeline/contracts/record.ts';
import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import type { FieldReader } from './field-reader.ts';
import type { Form } from './form.ts';

/** What a format reads from one row. */
export interface FormatRecord {
  readonly messages: readonly Message[];
  /** The answer without the space around it; null where there is none in words. */
  readonly label: string | null;
  /** True where the record says itself what is to be done. */
  readonly instructed: boolean;
  /** Values of the row that the canonical record has no place for; they go with the further columns. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** How the row wrote all this down, where the format's writer would do it otherwise. */
  readonly form?: Form;
}

/** Reads the rows of one file; it may remember what earlier rows looked like. */
export interface FormatReader {
  /** Keys that it has read and given a meaning to; all others are further columns. */
  readonly keys: ReadonlySet<string>;
  /** The record, or null after noting what is wrong with the row. */
  read(row: Row, line: number): FormatRecord | null;
}

/** A convention for naming the parts of a training example. */
export interface Format {
  /** Keys that it knows: columns can be mapped to them. */
  readonly keys: ReadonlySet<string>;
  /** Keys that every record must have; of a group any one will do. */
  readonly required: readonly (readonly [string, ...string[]])[];
  /** The keys that hold the question and the answer, for errors about all of them; no answer is expected without one. */
  readonly question: string;
  readonly answer: string | null;
  /**
   * Told by the first row's keys (and the row itself, where it has one): generous, so that a missing key is reported as
   * such and not as an unknown format.
   */
  recognises(keys: ReadonlySet<string>, row: Row | null): boolean;
  open(fields: FieldReader, faults: FaultList, limits: IntakeLimits): FormatReader;
}
