import type { BiasFigures } from './bias.ts';
import type { ClassDifference, ClassificationFigures } from './classification-figures.ts';
import type { Explanation } from './explanation.ts';
import type { SystemId } from './names.ts';

/**
 * What an evaluation of a classification says of the tuned model beyond its headline figures: calibration, curves,
 * slices, classes against the other systems, and what swapped names change.
 */
export interface EvaluationDetails {
  readonly format: 1;
  /** Of the tuned model; `comparison` is null, since the evaluation itself holds the comparisons. */
  readonly figures: ClassificationFigures;
  readonly class_differences: readonly ClassDifferences[];
  /** Null where it was switched off, or no record holds anything to swap. */
  readonly bias: BiasFigures | null;
  /** What some of the wrong answers rest on; empty where it was switched off, absent in older evaluations. */
  readonly explanations?: readonly Explanation[];
}

/** F1 of every class of the tuned model against another system on the same records, corrected by Holm. */
export interface ClassDifferences {
  readonly reference: SystemId;
  readonly classes: readonly ClassDifference[];
}
