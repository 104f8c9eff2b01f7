import type { GenerationTask } from '../../datasets/generation/kind.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';

/** One place to be filled with a record: each try makes it from something else where there is something else. */
export interface Slot {
  readonly number: number;
  /** What the given try (from 0) works with, by row; null: there is nothing left. */
  pick(attempt: number): Pick | null;
}

/** A task before its texts were fetched: rows of the table that it is made from. */
export interface Pick {
  readonly label: string | null;
  readonly other: string | null;
  readonly rows: readonly number[];
}

/** What records are made from: a table that is gone over as often as needed, never held. */
export interface Material {
  /** In code-unit order. */
  readonly labels: readonly string[];
  /** The places to be filled, in the order in which they are numbered. */
  slots(config: PipelineSpec['generate']): Slot[];
  /** The tasks of these picks, in their order. */
  fetch(picks: readonly Pick[]): Promise<GenerationTask[]>;
}
