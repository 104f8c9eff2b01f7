import type { BiasFigures } from '../../pipeline/contracts/bias.ts';
import type { ClassDifferences, EvaluationDetails } from '../../pipeline/contracts/evaluation-details.ts';
import type { Explanation } from '../../pipeline/contracts/explanation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import { classificationFigures } from './classification-figures.ts';
import type { EvaluateConfig } from './evaluation-result.ts';
import type { SureAnswers } from './metrics/hand-over.ts';
import type { Scores } from './metrics/scores.ts';
import type { Answers } from './predictions/answers.ts';
import { standardSlices } from './standard-slices.ts';
import { classDifferences } from './statistics/class-differences.ts';
import type { Sliced } from './statistics/in-slices.ts';
import { jointCells } from './statistics/joint-cells.ts';
import { Random } from './statistics/random.ts';
import type { TestRecord } from './test-records.ts';

/** What the details are worked out from. */
export interface DetailEvidence {
  /** Classes of the evaluation, in its order. */
  readonly labels: readonly string[];
  readonly records: readonly TestRecord[];
  /** Aligned with `records`; `tuned` among them. */
  readonly systems: ReadonlyMap<SystemId, Answers>;
  /** Columns of the records to divide them by, aligned with `records`. */
  readonly columns: ReadonlyMap<string, readonly (string | null)[]>;
  /** The tuned model's answers to the validation records; null: there are none. */
  readonly validation: SureAnswers | null;
  readonly bias: BiasFigures | null;
  readonly explanations: readonly Explanation[];
}

/** All that is said of the tuned model beyond the headline figures; a pure function, the same for the same seed. */
export function* evaluationDetails(
  { labels, records, systems, columns, validation, bias, explanations }: DetailEvidence,
  config: EvaluateConfig,
): Sliced<EvaluationDetails> {
  const tuned = systems.get('tuned')!;
  const index = new Map(labels.map((label, i) => [label, i]));
  const indices = (given: readonly string[]) => Int32Array.from(given, (label) => index.get(label)!);
  const truth = indices(records.map((record) => record.truth));
  const answers = indices(tuned.answers);
  const { draws, confidence, seed } = config;
  const figures = yield* classificationFigures(
    {
      labels,
      truth,
      answers,
      scores: scoresOf(tuned, labels),
      baseline: null,
      validation,
      slices: standardSlices({
        texts: records.map(({ text }) => text),
        truth: records.map((record) => record.truth),
        columns,
      }),
    },
    // The evaluation's own intervals of the tuned model come from the same stream, so that both say the same.
    { draws, confidence, seed, target: config.target_accuracy, intervalStream: 'intervals tuned' },
  );
  const differences: ClassDifferences[] = [];
  for (const [reference, { answers: given }] of systems) {
    if (reference === 'tuned') continue;
    const cells = jointCells(labels.length, truth, answers, indices(given));
    const random = Random.of(seed, `class differences ${reference}`);
    differences.push({ reference, classes: yield* classDifferences(labels, cells, { draws, random }) });
  }
  return { format: 1, figures, class_differences: differences, bias, explanations };
}

/** Probabilities in the order of `labels`; 0 for a label that the system does not know. */
function scoresOf({ labels: own, probabilities }: Answers, labels: readonly string[]): Scores {
  const places = labels.map((label) => own.indexOf(label));
  const classes = labels.length;
  const values = new Float64Array(probabilities.length * classes);
  probabilities.forEach((row, at) => {
    places.forEach((place, c) => {
      values[at * classes + c] = place < 0 ? 0 : row[place]!;
    });
  });
  return { n: probabilities.length, classes, values };
}
