import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import type { Row, RowSink } from './container.ts';

/** Hands on the rows of a table that is no text; checks what every container of text checks too. */
export class TableRows {
  readonly #sink: RowSink;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  #row = 0;

  constructor(sink: RowSink, faults: FaultList, limits: IntakeLimits) {
    this.#sink = sink;
    this.#faults = faults;
    this.#limits = limits;
  }

  /** Faults, final: `INPUT_TOO_MANY_COLUMNS`, `INPUT_CSV_COLUMN_TWICE`. */
  header(names: readonly string[], line = 1): void {
    const limit = this.#limits.fields;
    if (names.length > limit) this.#faults.fail('INPUT_TOO_MANY_COLUMNS', { line, params: { limit } });
    const seen = new Set<string>();
    const twice = new Set(names.filter((name) => seen.size === seen.add(name).size));
    for (const column of twice) {
      this.#faults.add('INPUT_CSV_COLUMN_TWICE', { line, field: column, params: { column } });
    }
    if (twice.size > 0) this.#faults.check();
    this.#sink.columns(names, line);
  }

  /** The row of number `line`, by default one more than the last. Fault, not final: `INPUT_LINE_TOO_LONG`. */
  row(row: Row, line = this.#row + 1): void {
    this.#row = line;
    const limit = this.#limits.recordBytes;
    if (sizeOf(row, limit) > limit) {
      this.#faults.add('INPUT_LINE_TOO_LONG', { line: this.#row, params: { limit } });
    } else {
      this.#sink.row(row, this.#row, this.#row);
    }
  }
}

/** About how many bytes a value takes as JSON; no exact count beyond `limit`. */
function sizeOf(value: unknown, limit: number): number {
  if (typeof value === 'string') {
    return value.length * 3 <= limit / 64 ? value.length : Buffer.byteLength(value);
  }
  if (typeof value !== 'object' || value === null) return 8;
  let size = 2;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    size += 4 + sizeOf(inner, limit);
    if (size > limit) break;
  }
  return size;
}
