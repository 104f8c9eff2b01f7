import { Field, Float64, List, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';

export interface Row {
  readonly id: string;
  readonly prediction: string;
  /** Left out where answers are written. */
  readonly probabilities?: readonly number[];
  /** As the probabilities where left out. */
  readonly logLikelihood?: readonly number[];
}

/** A predictions table as the trainer writes it. */
export function predictionsFile(rows: readonly Row[]): Uint8Array {
  const numbers = new List(new Field('item', new Float64(), false));
  const texts = (values: readonly string[]) => vectorFromArray(values, new Utf8());
  const answered = {
    id: texts(rows.map(({ id }) => id)),
    prediction: texts(rows.map(({ prediction }) => prediction)),
  };
  if (rows.some(({ probabilities }) => probabilities === undefined)) {
    return tableToIPC(new Table(answered), 'stream');
  }
  const lists = (of: (row: Row) => readonly number[]) =>
    vectorFromArray(
      rows.map((row) => [...of(row)]),
      numbers,
    );
  const scored = {
    probabilities: lists(({ probabilities }) => probabilities!),
    log_likelihood: lists(({ logLikelihood, probabilities }) => logLikelihood ?? probabilities!),
  };
  return tableToIPC(new Table({ ...answered, ...scored }), 'stream');
}
