import { tableFromIPC, type Vector } from 'apache-arrow';

/** One answer as the trainer's `predict` wrote it. */
export interface PredictionRow {
  readonly id: string;
  readonly prediction: string;
  /** One for each label of the job, in its order; null where the answer was written. */
  readonly probabilities: Float64Array | null;
  /** The same as logarithms, before they were made to sum to 1; null where they were not stored. */
  readonly logLikelihood: Float64Array | null;
}

/**
 * Rows of a predictions table: an Arrow IPC stream or file with columns `id` and `prediction` (utf8) and, of labels that
 * were scored, `probabilities` and `log_likelihood` (list<float64>); further columns are left alone.
 * @throws Error where the bytes are no Arrow table or a column is missing or of another type
 */
export function* readPredictions(bytes: Uint8Array): Generator<PredictionRow> {
  const table = tableFromIPC(bytes);
  const column = (name: string, type: string): Vector => {
    const found = table.getChild(name);
    if (!found) throw new TypeError(`column ${name} is missing`);
    if (String(found.type) !== type) throw new TypeError(`column ${name} is ${found.type}, not ${type}`);
    if (found.nullCount > 0) throw new TypeError(`column ${name} has nulls`);
    return found;
  };
  const id = column('id', 'Utf8');
  const prediction = column('prediction', 'Utf8');
  const scores = (name: string): ((row: number) => Float64Array | null) => {
    const found = table.getChild(name) && column(name, 'List<Float64>');
    return (row) => found && ((found.get(row) as Vector).toArray() as Float64Array);
  };
  const probabilities = scores('probabilities');
  const logLikelihood = scores('log_likelihood');
  for (let row = 0; row < table.numRows; row++) {
    yield {
      id: id.get(row) as string,
      prediction: prediction.get(row) as string,
      probabilities: probabilities(row),
      logLikelihood: logLikelihood(row),
    };
  }
}
