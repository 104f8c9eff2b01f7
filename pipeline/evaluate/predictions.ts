import { TouchstoneError } from '../contracts/errors/error.ts';
import { type AnswerForm, LABELS } from './answer-form.ts';
import { LineFaults, nameIn, objectLines } from './json-objects.ts';

/** One answer of somebody's model. */
export interface Prediction {
  readonly id: string;
  readonly label: string;
  /** By label; null where the file carries none. */
  readonly probabilities: ReadonlyMap<string, number> | null;
  readonly line: number;
}

/** Which file, for the places of faults. */
export type PredictionFile = 'predictions' | 'baseline' | 'swapped';

/** How far a sum of probabilities may be from 1: what rounding to a few digits does. */
const ROUNDING = 1e-3;

/**
 * JSON lines with `id` (else `line:N`), `prediction` and optionally `probabilities`, a number for each label, in every
 * line or in none. Errors: `EVALUATION_LINE`, `EVALUATION_FIELD`, `EVALUATION_PROBABILITIES`, `EVALUATION_NO_RECORDS`.
 */
export async function readPredictionFile(
  path: string,
  file: PredictionFile,
  form: AnswerForm = LABELS,
): Promise<Prediction[]> {
  const faults = new LineFaults(file);
  const predictions: Prediction[] = [];
  for await (const { line, fields } of objectLines(path, faults)) {
    const id = fields.id === undefined ? `line:${line}` : nameIn(fields.id);
    const label = form.answer(fields.prediction);
    if (id === null) faults.add('EVALUATION_FIELD', line, { field: 'id', found: fields.id });
    if (label === null) {
      faults.add('EVALUATION_FIELD', line, { field: 'prediction', found: fields.prediction ?? null });
    }
    const probabilities = probabilitiesIn(fields.probabilities, line, faults);
    if (id !== null && label !== null) predictions.push({ id, label, probabilities, line });
  }
  const isGiven = predictions[0]?.probabilities !== null;
  for (const { probabilities, line } of predictions) {
    if ((probabilities !== null) === isGiven) continue;
    const expected = isGiven ? 'an object, as on the first line' : 'none, as on the first line';
    faults.add('EVALUATION_PROBABILITIES', line, { field: 'probabilities', expected });
  }
  faults.throwAny();
  if (predictions.length === 0) throw new TouchstoneError('EVALUATION_NO_RECORDS', { place: { file } });
  return predictions;
}

function probabilitiesIn(value: unknown, line: number, faults: LineFaults): Map<string, number> | null {
  if (value === undefined || value === null) return null;
  const field = 'probabilities';
  if (typeof value !== 'object' || Array.isArray(value)) {
    faults.add('EVALUATION_PROBABILITIES', line, { field, expected: '{"label": 0.5, …}', found: value });
    return null;
  }
  const found = new Map<string, number>();
  let sum = 0;
  for (const [label, p] of Object.entries(value)) {
    if (typeof p !== 'number' || !(p >= 0 && p <= 1 + ROUNDING)) {
      faults.add('EVALUATION_PROBABILITIES', line, { field: `${field}.${label}`, expected: '0–1', found: p });
      return null;
    }
    sum += p;
    found.set(label, p);
  }
  if (Math.abs(sum - 1) <= ROUNDING) return found;
  faults.add('EVALUATION_PROBABILITIES', line, { field, expected: '1', found: `${sum}` });
  return null;
}
