/** Bounds on what an uploaded file may hold, so that no file can exhaust the machine. */
export interface IntakeLimits {
  /** UTF-8 bytes of one record: a line of JSONL, an element of a JSON list, a row of CSV. */
  readonly recordBytes: number;
  readonly records: number;
  /** Columns of a table, keys of an object. */
  readonly fields: number;
  /** Levels of objects and lists inside one field. */
  readonly depth: number;
}

export const INTAKE_LIMITS: IntakeLimits = {
  recordBytes: 1024 * 1024,
  records: 5_000_000,
  fields: 1_000,
  depth: 32,
};
