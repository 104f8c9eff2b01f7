import type { Route } from './routes.ts';

/** What is known of a spoilt line. */
export interface Repair {
  /** The mistake that was made; null where so much was lost that it cannot be told. */
  readonly route: Route | null;
  /** The line as it was written; null where that cannot be told without loss. */
  readonly text: string | null;
  /** UTF-16 units of the line that are concerned. */
  readonly spoilt: number;
}

/** Question marks that a decoder put for what it did not know: proper Chinese has none between two characters. */
export const QUESTION_MARKS = /[\u3400-\u9fff]\?+(?=[\u3400-\u9fff])/g;
