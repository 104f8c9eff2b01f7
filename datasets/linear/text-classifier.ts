import { featuresOf, MOST_WEIGHTS, weigh } from './features.ts';
import { GramRows } from './gram-rows.ts';
import type { InTurns } from './in-turns.ts';
import { learn } from './learn.ts';
import { sampleOf } from './sample.ts';
import { logSoftmax, scoreRow } from './softmax.ts';

export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

/** What a classifier answers to texts it has not seen. */
export interface Classified {
  /** Classes of the training, in code-unit order. */
  readonly labels: readonly string[];
  /** Text by text, the probability of each class in the order of `labels`; sums to 1. */
  readonly probabilities: readonly Float64Array[];
  /** Training texts that were learnt from. */
  readonly learnt: number;
}

/**
 * Learns a linear classifier on character grams (n = 1 to 3, TF-IDF, multinomial logistic loss) from labelled texts and
 * lets it answer others. Where the texts are too many to be learnt in seconds, a sample drawn by content is. The same
 * texts in the same order give the same answers.
 * @param training at least one text
 */
export function* classifyTexts(
  training: readonly LabelledText[],
  texts: readonly string[],
): InTurns<Classified> {
  const labels = [...new Set(training.map(({ label }) => label))].sort();
  const drawn = sampleOf(training, labels.length, ({ label }) => [label]);
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const rows = rowsOf(drawn.map(({ text }) => text));
  const features = featuresOf(rows, Math.floor(MOST_WEIGHTS / labels.length));
  const weights = yield* learn({
    rows: weigh(rows, features),
    chosen: Uint32Array.from(drawn.keys()),
    classOf: Uint32Array.from(drawn, ({ label }) => numbers.get(label)!),
    classes: labels.length,
    features: features.count,
  });
  const asked = rowsOf(texts);
  const askedRows = weigh(asked, features);
  const scores = new Float64Array(labels.length);
  const probabilities: Float64Array[] = [];
  for (const row of texts.keys()) {
    scoreRow(weights, askedRows, row, scores);
    logSoftmax(scores);
    probabilities.push(scores.map((score) => Math.exp(score)));
  }
  return { labels, probabilities, learnt: drawn.length };
}

function rowsOf(texts: readonly string[]): GramRows {
  const rows = new GramRows();
  for (const text of texts) rows.push(text);
  return rows;
}
