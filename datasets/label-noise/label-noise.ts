import { TextColumn } from '../arrow/text-column.ts';
import { featuresOf, MOST_WEIGHTS, weigh } from '../linear/features.ts';
import type { InTurns } from '../linear/in-turns.ts';
import { confidentJoint, isMostProbable, type Predictions } from './confident-joint.ts';
import { foldsOf } from './folds.ts';
import { LabelledTexts } from './labelled-texts.ts';
import { outOfFold } from './out-of-fold.ts';
import { type Confusion, confusionsOf, type Suspect, suspectOf } from './suspects.ts';
import { estimateNoise } from './two-groups.ts';
import type { Unjudged } from './unjudged.ts';

const FOLDS = 5;
/** Records of a class that a model must have seen to say anything about the class. */
const FEWEST = 5;
/** A model that is wrong more often than right has no say: its doubts are about itself. */
const LEAST_AGREEMENT = 0.5;
/**
 * Grams of all texts × classes at most: the work of learning, some twenty seconds of one core. Of more texts a sample
 * is judged: 100,000 of 150 characters with 8 labels are just within it.
 */
const MOST_PRODUCTS = 2 ** 27;

export interface LabelNoiseReport {
  /** Records that were shown. */
  readonly records: number;
  /** Records of classes with enough others; fewer also where a sample of a very large dataset was drawn. */
  readonly judged: number;
  /** Share of the judged whose label is the most probable one, 0–1; null where none is judged. */
  readonly agreement: number | null;
  /** Share of wrong labels among the judged, 0–1, if labels went wrong at random; null where the agreement is below one half. */
  readonly share: number | null;
  /** null: they were judged. */
  readonly unjudged: Unjudged | null;
  /** Least score first; none where the agreement is below one half. */
  readonly suspects: readonly Suspect[];
  /** Most records first. */
  readonly confusions: readonly Confusion[];
}

/**
 * Looks for wrong labels by confident learning (Northcutt, Jiang & Chuang 2021): a linear model on character n-grams
 * predicts each record from the others, and records whose label it finds hard to believe are listed for people. Texts that
 * are equal or nearly so are predicted together, so that none vouches for its copy.
 */
export class LabelNoise {
  readonly #texts = new LabelledTexts();
  readonly #ids = new TextColumn();

  /** Takes a record into account; `text` is what its label is to be told from. */
  add(record: string, text: string, label: string): void {
    this.#texts.add(this.#ids.length, text, label);
    this.#ids.push(record);
  }

  /** What there is to say, once, after the last `add`. */
  *find(): InTurns<LabelNoiseReport> {
    const records = this.#ids.length;
    const texts = this.#texts;
    const labels = this.#keepJudgeable();
    const nothing = { records, judged: 0, agreement: null, share: null, suspects: [], confusions: [] };
    if (labels.length < 2) return { ...nothing, unjudged: 'few_records' };
    const { predictions, judged } = yield* this.#predict(labels);
    const agreement = agreementOf(predictions, judged);
    const { belongs, candidates } = confidentJoint(predictions);
    const confusions = confusionsOf(predictions, candidates, belongs, labels);
    const found = { records, judged, agreement, confusions };
    if (agreement === null || agreement < LEAST_AGREEMENT) {
      return { ...found, share: null, suspects: [], unjudged: 'no_agreement' };
    }
    const { share, suspects } = estimateNoise(predictions);
    const idOf = (row: number) => this.#ids.at(texts.placeOf(row));
    return {
      ...found,
      share,
      suspects: suspects.map((row) => suspectOf(predictions, belongs, row, idOf(row), labels)),
      unjudged: null,
    };
  }

  /** Leaves the records that can be judged at all, no more than there is room and time for; returns their labels, sorted. */
  #keepJudgeable(): string[] {
    const texts = this.#texts;
    for (;;) {
      const counts = new Uint32Array(texts.labels.length);
      for (let row = 0; row < texts.length; row++) counts[texts.classOf(row)]! += 1;
      texts.retain((row) => counts[texts.classOf(row)]! > FEWEST);
      const labels = texts.labels.filter((_, number) => counts[number]! > FEWEST).sort();
      const products = texts.rows.size * labels.length;
      if (texts.length * labels.length <= MOST_WEIGHTS && products <= MOST_PRODUCTS) return labels;
      texts.halve();
    }
  }

  *#predict(labels: readonly string[]): InTurns<{ predictions: Predictions; judged: number }> {
    const texts = this.#texts;
    const numbers = new Map(labels.map((label, number) => [label, number]));
    const column = (entryOf: (row: number) => number) =>
      Uint32Array.from({ length: texts.length }, (_, row) => entryOf(row));
    const classOf = column((row) => numbers.get(texts.labels[texts.classOf(row)]!)!);
    const groupOf = column((row) => texts.groupOf(row));
    const keyOf = column((row) => texts.keyOf(row));
    const foldOf = foldsOf({ classOf, groupOf, keyOf }, FOLDS);
    // By content, so that the order of the file does not matter.
    const order = column((row) => row).sort((a, b) => keyOf[a]! - keyOf[b]! || classOf[a]! - classOf[b]!);
    const classes = labels.length;
    const outside = countsOutside(classOf, foldOf, classes);
    const knows = (row: number, label: number) => outside[foldOf[row]! * classes + label]! >= FEWEST;
    const features = featuresOf(texts.rows, Math.floor(MOST_WEIGHTS / classes));
    const rows = weigh(texts.rows, features);
    const folded = { rows, features: features.count, classOf, classes, foldOf, folds: FOLDS, order };
    const probabilities = yield* outOfFold(folded);
    const judged = classOf.reduce((count, label, row) => count + (knows(row, label) ? 1 : 0), 0);
    return { predictions: { classes, probabilities, classOf, knows }, judged };
  }
}

/** By fold and class: records of the class in the other folds. */
function countsOutside(classOf: Uint32Array, foldOf: Uint8Array, classes: number): Uint32Array {
  const outside = new Uint32Array(FOLDS * classes);
  for (const [row, label] of classOf.entries()) {
    for (let fold = 0; fold < FOLDS; fold++) {
      if (fold !== foldOf[row]) outside[fold * classes + label]! += 1;
    }
  }
  return outside;
}

function agreementOf(predictions: Predictions, judged: number): number | null {
  if (judged === 0) return null;
  const { classOf, knows } = predictions;
  let agreeing = 0;
  for (const [row, label] of classOf.entries()) {
    if (knows(row, label) && isMostProbable(predictions, row)) agreeing += 1;
  }
  return agreeing / judged;
}
