import { classificationFigures, type FigureOptions } from '../../stages/evaluate/classification-figures.ts';
import type { Scores } from '../../stages/evaluate/metrics/scores.ts';
import { standardSlices } from '../../stages/evaluate/standard-slices.ts';
import { inSlices } from '../../stages/evaluate/statistics/in-slices.ts';
import type { BiasFigures } from '../contracts/bias.ts';
import type { ClassificationFigures } from '../contracts/classification-figures.ts';
import type { JudgedRecord } from '../contracts/file-report.ts';
import type { Localized } from '../contracts/names.ts';
import { type Aligned, align } from './align.ts';
import { type GoldRecord, readGold } from './gold.ts';
import { type NearLabel, nearLabels } from './match-labels.ts';
import { type Prediction, readPredictionFile } from './predictions.ts';
import { swappedBias } from './swaps.ts';
import { alignmentWarnings, labelWarnings, missingProbabilities } from './warnings.ts';

export interface EvaluateRequest {
  /** Paths of files on this machine. */
  readonly gold: string;
  readonly predictions: string;
  readonly baseline: string | null;
  /** Answers to the records that `swapsToAnswer` gives of this truth; null: there are none. */
  readonly swapped: string | null;
  /** Columns of the truth to divide the records by. */
  readonly slices: readonly string[];
  readonly countMissingAsWrong: boolean;
  readonly matchLabels: boolean;
  readonly options: FigureOptions;
  readonly signal: AbortSignal;
}

export interface FileEvaluation {
  readonly figures: ClassificationFigures;
  readonly records: readonly JudgedRecord[];
  /** What names, gender and origin change; null without answers to swapped records. */
  readonly bias: BiasFigures | null;
  readonly warnings: readonly Localized[];
  /** What stands for the answer of a record without one. */
  readonly noAnswer: string;
}

/**
 * Judges a file of predictions, and a baseline's, by a file of truth. A label that the truth lacks is a class of its own,
 * without records, so every such answer is wrong. Pure but for the reading of the files.
 * Errors: `EVALUATION_…` and `INPUT_…`, with file, line and field.
 */
export async function evaluateFiles(request: EvaluateRequest): Promise<FileEvaluation> {
  const gold = await readGold(request.gold, request.signal);
  const own = await readPredictionFile(request.predictions, 'predictions');
  const other = request.baseline === null ? null : await readPredictionFile(request.baseline, 'baseline');
  const again = request.swapped === null ? null : await readPredictionFile(request.swapped, 'swapped');
  const known = new Set(gold.map(({ label }) => label));
  const given = [own, other ?? [], again ?? []].flatMap((file) => [...labelsIn(file)]);
  const near = nearLabels(given, known);
  const meant = new Map(request.matchLabels ? near.map(({ found, meant }) => [found, meant]) : []);
  const lenient = request.countMissingAsWrong;
  const mine = align(gold, matched(own, meant), { file: 'predictions', lenient });
  const theirs = other && align(gold, matched(other, meant), { file: 'baseline', lenient });
  const noAnswer = freeLabel(known, [mine, ...(theirs ? [theirs] : [])]);
  const { seed, confidence } = request.options;
  const swapping = { seed, confidence, lenient, noAnswer };
  const bias = again && (await swappedBias(gold, mine.answers, matched(again, meant), swapping));
  const answerOf = (prediction: Prediction | null) => prediction?.label ?? noAnswer;
  const labels = [
    ...new Set([...known, ...mine.answers.map(answerOf), ...(theirs?.answers.map(answerOf) ?? [])]),
  ].sort();
  const index = new Map(labels.map((label, at) => [label, at]));
  const indices = (answers: readonly (Prediction | null)[]) =>
    Int32Array.from(answers, (answer) => index.get(answerOf(answer))!);
  const scores = scoresOf(mine, labels);
  const figures = await inSlices(
    classificationFigures(
      {
        labels,
        truth: Int32Array.from(gold, ({ label }) => index.get(label)!),
        answers: indices(mine.answers),
        scores,
        baseline: theirs && indices(theirs.answers),
        validation: null,
        slices: standardSlices({
          texts: gold.map(({ text }) => text),
          truth: gold.map(({ label }) => label),
          columns: columnsOf(gold, ['source', ...request.slices]),
        }),
      },
      request.options,
    ),
    request.signal,
  );
  const records = gold.map(({ id, text, label }, at): JudgedRecord => {
    const answer = answerOf(mine.answers[at]!);
    return {
      id,
      text,
      truth: label,
      answer,
      confidence: mine.answers[at]?.probabilities?.get(answer) ?? null,
      baseline: theirs && answerOf(theirs.answers[at]!),
    };
  });
  return { figures, records, bias, warnings: warningsOf(request, near, mine, theirs, scores), noAnswer };
}

function warningsOf(
  request: EvaluateRequest,
  near: readonly NearLabel[],
  mine: Aligned,
  theirs: Aligned | null,
  scores: Scores | null,
): Localized[] {
  const hasSome = mine.answers.some((answer) => answer?.probabilities);
  return [
    ...labelWarnings(near, request.matchLabels),
    ...alignmentWarnings(mine, 'predictions'),
    ...(theirs ? alignmentWarnings(theirs, 'baseline') : []),
    ...(hasSome && scores === null ? [missingProbabilities] : []),
  ];
}

function* labelsIn(predictions: readonly Prediction[]): Generator<string> {
  for (const { label, probabilities } of predictions) {
    yield label;
    if (probabilities) yield* probabilities.keys();
  }
}

/** The predictions with the labels that were meant. */
function matched(
  predictions: readonly Prediction[],
  meant: ReadonlyMap<string, string>,
): readonly Prediction[] {
  if (meant.size === 0) return predictions;
  const name = (label: string) => meant.get(label) ?? label;
  return predictions.map((prediction) => ({
    ...prediction,
    label: name(prediction.label),
    probabilities: prediction.probabilities && merged(prediction.probabilities, name),
  }));
}

function merged(
  probabilities: ReadonlyMap<string, number>,
  name: (label: string) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [label, p] of probabilities) sums.set(name(label), (sums.get(name(label)) ?? 0) + p);
  return sums;
}

/** A label that nobody uses, for records without an answer. */
function freeLabel(known: ReadonlySet<string>, aligned: readonly Aligned[]): string {
  const used = new Set([
    ...known,
    ...aligned.flatMap(({ answers }) => answers.flatMap((answer) => (answer ? [answer.label] : []))),
  ]);
  let label = '∅';
  while (used.has(label)) label += '∅';
  return label;
}

/**
 * Probabilities by record and class: first the classes of `labels`, then labels that are only given probabilities. Null
 * where a record has none.
 */
function scoresOf({ answers }: Aligned, labels: readonly string[]): Scores | null {
  const columns = new Map(labels.map((label, at) => [label, at]));
  for (const answer of answers) {
    if (!answer?.probabilities) return null;
    for (const label of answer.probabilities.keys()) {
      if (!columns.has(label)) columns.set(label, columns.size);
    }
  }
  const classes = columns.size;
  const values = new Float64Array(answers.length * classes);
  answers.forEach((answer, at) => {
    for (const [label, p] of answer!.probabilities!) values[at * classes + columns.get(label)!] = p;
  });
  return { n: answers.length, classes, values };
}

/** Columns of the truth by name, a value a record. */
function columnsOf(
  gold: readonly GoldRecord[],
  names: readonly string[],
): ReadonlyMap<string, readonly (string | null)[]> {
  const values = (name: string) =>
    gold.map(({ columns }) => (columns[name] === undefined ? null : String(columns[name])));
  return new Map([...new Set(names)].map((name) => [name, values(name)]));
}
