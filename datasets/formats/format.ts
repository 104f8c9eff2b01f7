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

/**
 * How rows that hold nothing but plain texts become records, for a reader that needs no `Row` then. A plain text is in
 * NFC, has no characters that are refused, counted or unified, and begins and ends with one that shows.
 */
export interface PlainPlan {
  /** A message for each: the texts of its fields, those that are not empty, with a blank line between them. */
  readonly turns: readonly { readonly role: Message['role']; readonly fields: readonly string[] }[];
  /** The field whose text is the label; it has no more UTF-8 bytes than `labelBytes`. */
  readonly label: string;
  readonly labelBytes: number;
  readonly instructed: boolean;
  /** Fields that may be empty, and those that hold no blank line; rows of which that is not true are for `read`. */
  readonly mayBeEmpty: readonly string[];
  readonly unbroken: readonly string[];
  /** Fields whose text may be the JSON of a list: rows in which one begins with a bracket are for `read`. */
  readonly noList: readonly string[];
}

/** Reads the rows of one file; it may remember what earlier rows looked like. */
export interface FormatReader {
  /** Keys that it has read and given a meaning to; all others are further columns. */
  readonly keys: ReadonlySet<string>;
  /** The record, or null after noting what is wrong with the row. */
  read(row: Row, line: number): FormatRecord | null;
  /**
   * What `read` makes of rows that have these of its keys, all of them plain texts; null where it depends on more. Once
   * given, it holds for the rest of the file.
   */
  plain?(keys: ReadonlySet<string>): PlainPlan | null;
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
