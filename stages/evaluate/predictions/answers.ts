import { type PredictionRow, readPredictions } from '../../../datasets/arrow/read-predictions.ts';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';

/** One system's answers, aligned with the test records. */
export interface Answers {
  /** What it could answer; the order of each record's probabilities. */
  readonly labels: readonly string[];
  readonly answers: readonly string[];
  /** Each sums to 1, or is empty where the system gives none. */
  readonly probabilities: readonly Float64Array[];
}

/** How far probabilities may be from summing to 1, or the answer's from the largest. */
const ROUNDING = 1e-6;

/**
 * Reads a predictions table of labels that were scored, and checks that it answers just these records, in their order.
 * Errors: `TRAINER_OUTPUT` with what is wrong and where.
 */
export function readAnswers(bytes: Uint8Array, ids: readonly string[], labels: readonly string[]): Answers {
  const answers: string[] = [];
  const probabilities: Float64Array[] = [];
  readInOrder(bytes, ids, (row) => {
    if (row.probabilities === null) throw new TypeError('column probabilities is missing');
    checkProbabilities(row.probabilities, labels, row.prediction);
    answers.push(row.prediction);
    probabilities.push(row.probabilities);
  });
  return { labels, answers, probabilities };
}

/** The same of answers that were written: the texts, aligned with the records. */
export function readWrittenAnswers(bytes: Uint8Array, ids: readonly string[]): readonly string[] {
  const answers: string[] = [];
  readInOrder(bytes, ids, ({ prediction }) => answers.push(prediction));
  return answers;
}

/** Log-likelihoods of each pair's answers, the better one's first, aligned with the records. Errors: as `readAnswers`. */
export function readPairScores(
  bytes: Uint8Array,
  ids: readonly string[],
): readonly (readonly [number, number])[] {
  const scores: [number, number][] = [];
  readInOrder(bytes, ids, ({ logLikelihood }) => {
    const [own, other, ...more] = logLikelihood ?? [];
    if (own === undefined || other === undefined || more.length > 0)
      throw new RangeError(`${logLikelihood?.length ?? 0} log-likelihoods of two answers`);
    if (!(own <= 0 && other <= 0)) throw new RangeError(`${own}, ${other} are no log-likelihoods`);
    scores.push([own, other]);
  });
  return scores;
}

function readInOrder(bytes: Uint8Array, ids: readonly string[], take: (row: PredictionRow) => void): void {
  let n = 0;
  try {
    for (const row of readPredictions(bytes)) {
      if (row.id !== ids[n]) throw new RangeError(`record ${row.id} where ${ids[n] ?? 'the end'} was due`);
      take(row);
      n += 1;
    }
    if (n !== ids.length) throw new RangeError(`the table ends, but ${ids.length} records were asked about`);
  } catch (thrown) {
    const detail = `row ${n}: ${thrown instanceof Error ? thrown.message : thrown}`;
    throw new TouchstoneError('TRAINER_OUTPUT', { params: { file: 'predictions', detail }, cause: thrown });
  }
}

function checkProbabilities(
  probabilities: Float64Array,
  labels: readonly string[],
  prediction: string,
): void {
  if (probabilities.length !== labels.length) {
    throw new RangeError(`${probabilities.length} probabilities for ${labels.length} labels`);
  }
  let sum = 0;
  let largest = 0;
  for (const p of probabilities) {
    if (!(p >= 0 && p <= 1 + ROUNDING)) throw new RangeError(`${p} is no probability`);
    sum += p;
    largest = Math.max(largest, p);
  }
  if (Math.abs(sum - 1) > ROUNDING) throw new RangeError(`probabilities sum to ${sum}`);
  const answered = probabilities[labels.indexOf(prediction)];
  if (answered === undefined) throw new RangeError(`"${prediction}" is none of the labels`);
  if (answered < largest - ROUNDING) throw new RangeError(`"${prediction}" is not the most probable label`);
}
