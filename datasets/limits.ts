/** Bounds on what an uploaded file may hold, so that no file can exhaust the machine. */
export interface IntakeLimits {
  /** UTF-8 bytes of one record: a line of JSONL, an element of a JSON list, a row of a table. */
  readonly recordBytes: number;
  readonly records: number;
  /** Columns of a table, keys of an object. */
  readonly fields: number;
  /** Levels of objects and lists inside one field. */
  readonly depth: number;
  /** UTF-8 bytes of the name of a class. */
  readonly labelBytes: number;
  /** Bytes that compressed data may grow to. */
  readonly expandedBytes: number;
  /** How many times its size compressed data may grow to, once it has grown beyond `freeBytes`. */
  readonly expansion: number;
  readonly freeBytes: number;
  /**
   * Bytes of the largest part of a container that must be held in one piece: a record batch of Arrow, a page of
   * Parquet, where the shared texts of a workbook start, a whole file where the caller gives no place to spool it to.
   */
  readonly heldBytes: number;
}

const MIB = 1024 * 1024;

/**
 * Deflate packs at best 1032 : 1 and text 3 to 20 : 1, the same record over and over some 100 : 1; so beyond the first
 * 256 MiB an expansion of more than 200 : 1 is taken for a bomb.
 */
export const INTAKE_LIMITS: IntakeLimits = {
  recordBytes: MIB,
  records: 5_000_000,
  fields: 1_000,
  depth: 32,
  labelBytes: 1_024,
  expandedBytes: 16 * 1024 * MIB,
  expansion: 200,
  freeBytes: 256 * MIB,
  heldBytes: 128 * MIB,
};
