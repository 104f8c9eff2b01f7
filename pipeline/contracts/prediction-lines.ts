import type { SystemId } from './names.ts';
import type { PeerId } from './peers.ts';

/** One line of the evaluate stage's `predictions`: what each system answered to a test record. */
export interface PredictionsLine {
  readonly id: string;
  readonly truth: string;
  readonly systems: Readonly<Partial<Record<SystemId | PeerId, ChosenAnswer | WrittenAnswer>>>;
}

/** An answer chosen among labels. */
export interface ChosenAnswer {
  readonly label: string;
  /** In the order of the evaluation's `labels`; 0 for a label that the system does not know. Empty where it gives none. */
  readonly probabilities: readonly number[];
}

/** An answer that was written. */
export interface WrittenAnswer {
  readonly answer: string;
}
