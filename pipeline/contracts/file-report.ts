import type { BiasFigures } from './bias.ts';
import type { ClassificationFigures } from './classification-figures.ts';
import type { Localized } from './names.ts';

/** One record as it was judged. */
export interface JudgedRecord {
  readonly id: string;
  readonly text: string | null;
  readonly truth: string;
  readonly answer: string;
  /** Probability given to the answer; null where the file says none. */
  readonly confidence: number | null;
  readonly baseline: string | null;
}

/** Everything that the report on a file of predictions says: `report.json`. */
export interface FileReportModel {
  readonly format: 1;
  readonly kind: 'file_evaluation';
  /** The file's name. */
  readonly name: string;
  /** ISO 8601. */
  readonly made_at: string;
  readonly figures: ClassificationFigures;
  /** Null where no answers to swapped records were given; left out in older reports. */
  readonly bias?: BiasFigures | null;
  readonly warnings: readonly Localized[];
  /** Wrong answers by confusion, the most frequent confusion first and in each the surest mistake; at most 200. */
  readonly wrong: readonly JudgedRecord[];
}
