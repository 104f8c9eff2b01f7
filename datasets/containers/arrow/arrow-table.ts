import { demand } from '../../compression/damage.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { Row } from '../container.ts';
import { jsonColumns, parseJsonColumns } from '../json-columns.ts';
import type { TableRows } from '../table-rows.ts';
import { BatchBuffers } from './batch.ts';
import { type Column, readColumn } from './columns.ts';
import type { FlatTable } from './flatbuffer.ts';
import { DICTIONARY, type Message, RECORDS, SCHEMA } from './message.ts';
import { type ArrowSchema, type Field, readSchema } from './schema.ts';

/** Rows handed on at a time. */
const STEP = 1_024;

/** The messages of a stream or file as rows. */
export class ArrowTable {
  readonly #rows: TableRows;
  readonly #limits: IntakeLimits;
  readonly #dictionaries = new Map<number, Column>();
  #schema: ArrowSchema | null = null;
  #json: ReadonlySet<string> = new Set();

  constructor(rows: TableRows, limits: IntakeLimits) {
    this.#rows = rows;
    this.#limits = limits;
  }

  /** Takes one message; stops now and then so that what was read can be taken away. */
  *take({ kind, header, body }: Message): Generator<void> {
    if (kind === SCHEMA) this.open(header);
    else if (kind === DICTIONARY) this.#dictionary(header, body);
    else if (kind === RECORDS) yield* this.#records(header, body);
  }

  end(): void {
    demand(this.#schema !== null, 'no schema');
  }

  /** Takes the schema. Faults: those of the header. */
  open(header: FlatTable): void {
    demand(this.#schema === null, 'a second schema');
    // More columns than this are refused by name below; the rest is hostile.
    const schema = readSchema(header, 100 * this.#limits.fields, this.#limits.depth);
    this.#schema = schema;
    this.#json = jsonColumns(schema.notes);
    this.#rows.header(schema.fields.map(({ name }) => name));
  }

  #dictionary(header: FlatTable, body: Uint8Array): void {
    const id = header.long(0);
    const field = dictionaryField(this.#schema?.fields ?? [], id);
    const data = header.table(1);
    demand(field !== null && data !== null && header.byte(2) === 0, 'a dictionary of no column, or in parts');
    const buffers = new BatchBuffers(data, body, this.#limits.heldBytes);
    this.#dictionaries.set(id, readColumn({ ...field, dictionary: null }, buffers, this.#dictionaries));
  }

  *#records(header: FlatTable, body: Uint8Array): Generator<void> {
    demand(this.#schema !== null, 'records before the schema');
    const { fields } = this.#schema;
    const buffers = new BatchBuffers(header, body, this.#limits.heldBytes);
    const columns = fields.map((field) => readColumn(field, buffers, this.#dictionaries));
    for (const { length } of columns) demand(length === buffers.rows, 'a column shorter than its batch');
    demand(fields.length > 0, 'records without columns');
    for (let row = 0; row < buffers.rows; row++) {
      const values: Record<string, unknown> = Object.create(null);
      for (const [i, { name }] of fields.entries()) {
        const value = columns[i]!.at(row);
        if (value !== undefined) values[name] = value;
      }
      this.#rows.row(parseJsonColumns(values as Row, this.#json));
      if (row % STEP === STEP - 1) yield;
    }
    yield;
  }
}

function dictionaryField(fields: readonly Field[], id: number): Field | null {
  for (const field of fields) {
    const found = field.dictionary?.id === id ? field : dictionaryField(field.children, id);
    if (found !== null) return found;
  }
  return null;
}
