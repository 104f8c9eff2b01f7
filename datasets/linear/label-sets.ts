import { featuresOf, MOST_WEIGHTS, weigh } from './features.ts';
import { GramRows } from './gram-rows.ts';
import type { InTurns } from './in-turns.ts';
import { learn } from './learn.ts';
import { sampleOf } from './sample.ts';
import { logSoftmax, scoreRow } from './softmax.ts';

/** A text with all its labels. */
export interface LabelSetText {
  readonly text: string;
  readonly labels: readonly string[];
}

/** One label against all others: it has it, or not. */
const SIDES = 2;

/**
 * Learns for each label a linear classifier on character grams that tells it from all others (one against the rest), and
 * lets them answer other texts: the labels that are more likely than not, or the likeliest where none is and every text of the
 * training has one. The same texts in the same order give the same answers.
 * @param training at least one text
 */
export function* classifyLabelSets(
  training: readonly LabelSetText[],
  texts: readonly string[],
): InTurns<readonly (readonly string[])[]> {
  const labels = [...new Set(training.flatMap((one) => one.labels))].sort();
  const drawn = sampleOf(training, SIDES * Math.max(1, labels.length), (one) => one.labels);
  const rows = rowsOf(drawn.map(({ text }) => text));
  const features = featuresOf(rows, Math.floor(MOST_WEIGHTS / SIDES));
  const examples = {
    rows: weigh(rows, features),
    chosen: Uint32Array.from(drawn.keys()),
    classes: SIDES,
    features: features.count,
  };
  const asked = rowsOf(texts);
  const askedRows = weigh(asked, features);
  const likelihoods = texts.map(() => new Float64Array(labels.length));
  const scores = new Float64Array(SIDES);
  for (const [at, label] of labels.entries()) {
    const classOf = Uint32Array.from(drawn, (one) => Number(one.labels.includes(label)));
    const weights = yield* learn({ ...examples, classOf });
    for (const [row, own] of likelihoods.entries()) {
      scoreRow(weights, askedRows, row, scores);
      logSoftmax(scores);
      own[at] = Math.exp(scores[1]!);
    }
  }
  const alwaysSome = training.every((one) => one.labels.length > 0);
  return likelihoods.map((own) => {
    const likely = labels.filter((_, at) => own[at]! > 0.5);
    if (likely.length > 0 || !alwaysSome) return likely;
    return [labels[own.indexOf(Math.max(...own))]!];
  });
}

function rowsOf(texts: readonly string[]): GramRows {
  const rows = new GramRows();
  for (const text of texts) rows.push(text);
  return rows;
}
