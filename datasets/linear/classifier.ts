import { type Features, featuresOf, weigh } from './features.ts';
import { GramRows } from './gram-rows.ts';
import type { InTurns } from './in-turns.ts';
import { learn } from './learn.ts';
import { logSoftmax, scoreRow, type Weights } from './softmax.ts';

/** Weights of a model at most (four bytes each), so that no number of classes exhausts the machine. */
export const MOST_WEIGHTS = 2 ** 24;

/** Tells the label of a text from its character 1- to 3-grams. */
export class LinearClassifier {
  /** In code-unit order. */
  readonly labels: readonly string[];
  readonly #features: Features;
  readonly #weights: Weights;
  readonly #row = new GramRows();

  constructor(labels: readonly string[], features: Features, weights: Weights) {
    this.labels = labels;
    this.#features = features;
    this.#weights = weights;
  }

  /** The probability of each of `labels`; they sum to 1. A text without any known gram gets what the labels' shares suggest. */
  probabilities(text: string): Float64Array {
    const rows = this.#row;
    rows.clear();
    rows.push(text);
    const scores = new Float64Array(this.labels.length);
    scoreRow(this.#weights, weigh(rows, this.#features), 0, scores);
    logSoftmax(scores);
    return scores.map(Math.exp);
  }

  /** The most probable label, the first of equals. */
  predict(text: string): { label: string; probability: number } {
    const probabilities = this.probabilities(text);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return { label: this.labels[best]!, probability: probabilities[best]! };
  }
}

/** Gathers labelled texts and learns from them. Memory: four bytes for each different gram of each text. */
export class LinearTrainer {
  readonly #rows = new GramRows();
  readonly #labels: string[] = [];

  add(text: string, label: string): void {
    this.#rows.push(text);
    this.#labels.push(label);
  }

  /** The model, once, after the last `add`. Errors: RangeError without any example. */
  *train(seed = 1): InTurns<LinearClassifier> {
    if (this.#labels.length === 0) throw new RangeError('Nothing to learn from');
    const labels = [...new Set(this.#labels)].sort();
    const numbers = new Map(labels.map((label, number) => [label, number]));
    const features = featuresOf(this.#rows, Math.floor(MOST_WEIGHTS / labels.length));
    const rows = weigh(this.#rows, features);
    const weights = yield* learn(
      {
        rows,
        chosen: Uint32Array.from(this.#labels.keys()),
        classOf: Uint32Array.from(this.#labels, (label) => numbers.get(label)!),
        classes: labels.length,
        features: features.count,
      },
      seed,
    );
    return new LinearClassifier(labels, features, weights);
  }
}
