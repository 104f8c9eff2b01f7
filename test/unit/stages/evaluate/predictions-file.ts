import { Field, Float64, List, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';

export interface Row {
  readonly id: string;
  readonly prediction: string;
  readonly probabilities: readonly number[];
}

/** A predictions table as the trainer writes it. */
export function predictionsFile(rows: readonly Row[]): Uint8Array {
  const numbers = new List(new Field('item', new Float64(), false));
  const texts = (values: readonly string[]) => vectorFromArray(values, new Utf8());
  const lists = vectorFromArray(
    rows.map(({ probabilities }) => [...probabilities]),
    numbers,
  );
  const table = new Table({
    id: texts(rows.map(({ id }) => id)),
    prediction: texts(rows.map(({ prediction }) => prediction)),
    probabilities: lists,
    log_likelihood: lists,
  });
  return tableToIPC(table, 'stream');
}
