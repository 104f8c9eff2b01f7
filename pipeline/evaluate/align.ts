import { type Fault, TouchstoneError } from '../contracts/errors/error.ts';
import type { GoldRecord } from './gold.ts';
import type { Prediction, PredictionFile } from './predictions.ts';

/** Answers in the order of the truth; null where there is none that counts. */
export interface Aligned {
  readonly answers: readonly (Prediction | null)[];
  readonly missing: number;
  readonly twice: number;
  readonly unknown: number;
}

/**
 * Puts predictions in the order of the truth.
 * @param lenient a record without a prediction, or with two, has no answer, and a prediction without a record is left
 *   out; else each of them is an error. A record that the truth holds twice always is one.
 * Errors: `EVALUATION_RECORDS_DIFFER` with a fault for each record, up to 100.
 */
export function align(
  gold: readonly Pick<GoldRecord, 'id' | 'line'>[],
  predictions: readonly Prediction[],
  { file, lenient }: { readonly file: PredictionFile; readonly lenient: boolean },
): Aligned {
  const goldTwice = doubles(gold).map(({ again, first }) => twiceFault('gold', again, first));
  const known = new Set(gold.map(({ id }) => id));
  const given = new Map<string, Prediction>();
  for (const prediction of predictions) {
    if (!given.has(prediction.id)) given.set(prediction.id, prediction);
  }
  const doubled = doubles(predictions);
  const doubledIds = new Set(doubled.map(({ again }) => again.id));
  const missing = gold.filter(({ id }) => !given.has(id));
  const unknown = predictions.filter(({ id }) => !known.has(id));
  const counts = { missing: missing.length, twice: doubledIds.size, unknown: unknown.length };
  const faults: Fault[] = [
    ...goldTwice,
    ...(lenient
      ? []
      : [
          ...doubled.map(({ again, first }) => twiceFault(file, again, first)),
          ...missing.map(
            ({ id, line }): Fault => ({
              code: 'EVALUATION_MISSING',
              params: { id },
              place: { file: 'gold', ...(line !== null && { line }), field: 'id' },
            }),
          ),
          ...unknown.map(
            ({ id, line }): Fault => ({
              code: 'EVALUATION_UNKNOWN',
              params: { id },
              place: { file, line, field: 'id' },
            }),
          ),
        ]),
  ];
  if (faults.length > 0) {
    const params = { ...counts, twice: counts.twice + goldTwice.length };
    throw new TouchstoneError('EVALUATION_RECORDS_DIFFER', { params, place: { file }, faults });
  }
  const answers = gold.map(({ id }) => (doubledIds.has(id) ? null : (given.get(id) ?? null)));
  return { answers, ...counts };
}

interface Placed {
  readonly id: string;
  readonly line: number | null;
}

function doubles<T extends Placed>(records: readonly T[]): { again: T; first: T }[] {
  const seen = new Map<string, T>();
  return records.flatMap((again) => {
    const first = seen.get(again.id);
    if (first) return [{ again, first }];
    seen.set(again.id, again);
    return [];
  });
}

function twiceFault(file: string, again: Placed, first: Placed): Fault {
  return {
    code: 'EVALUATION_TWICE',
    params: { id: again.id, first: first.line ?? 0 },
    place: { file, ...(again.line !== null && { line: again.line }), field: 'id' },
  };
}
