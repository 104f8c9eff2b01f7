import type { Interval } from './evaluation.ts';
import type { SystemId } from './names.ts';

/**
 * What a text model says of the tuned model's answers and another's, shown each pair in both orders. A verdict counts
 * only where both orders agree. Every record of `records` is in just one of `identical`, `candidate_better`,
 * `reference_better`, `ties`, `contradictory` and `failed`.
 */
export interface JudgeComparison {
  readonly candidate: SystemId;
  readonly reference: SystemId;
  readonly records: number;
  /** Both answers are the same text: nobody was asked. */
  readonly identical: number;
  /** Both orders name the same answer. */
  readonly candidate_better: number;
  readonly reference_better: number;
  /** Both orders say that they are equally good. */
  readonly ties: number;
  /** The two orders contradict each other. Of these, both named the answer that stood first, or the one that stood second. */
  readonly contradictory: number;
  readonly favoured: { readonly first: number; readonly second: number };
  /** Records without a verdict in at least one order, and the questions that gave none: not answered, or not to be read. */
  readonly failed: number;
  readonly failures: { readonly unanswered: number; readonly unreadable: number };
  /** Share of the records with a verdict in both orders on which these agree; null where there is none. */
  readonly agreement: { readonly share: number; readonly interval: Interval } | null;
  /** candidate_better of candidate_better + reference_better, exact interval and exact two-sided sign test; null where both are 0. */
  readonly preferred: {
    readonly share: number;
    readonly interval: Interval;
    readonly p: number;
  } | null;
}

/** What came of asking the judge about answers that say nothing, or that speak to it, beside the expected one. */
export interface JudgeControls {
  readonly tried: number;
  /** Both orders named the expected answer. */
  readonly held: number;
  /** In at least one order the worthless one was named, or held to be as good. */
  readonly fooled: number;
  /** No verdict in at least one order, and no order that was fooled. */
  readonly failed: number;
}

/** A judge's report on generated texts. */
export interface JudgeReport {
  readonly model: string;
  /** False: personal data was masked before it left. */
  readonly inside: boolean;
  /** Id of the prompt, its version included. */
  readonly prompt: string;
  /** Test records that were judged, of all; fewer are drawn by their ids and the seed. */
  readonly records: number;
  readonly of: number;
  readonly questions: number;
  /** Pieces of personal data that were masked. */
  readonly masked: number;
  readonly confidence: number;
  readonly controls: JudgeControls;
  readonly comparisons: readonly JudgeComparison[];
}
