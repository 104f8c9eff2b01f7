import type { Interval } from './evaluation.ts';

/**
 * Of test records with a better and a worse answer: in how many tuning made the better one gain more than the worse one, each
 * by its log-likelihood beside the base's (the sign of the margin of Rafailov et al. 2023, equation 7). Unlike likelihoods by
 * themselves this favours no short answers.
 */
export interface PairPreference {
  /** Test records with two answers, of all. */
  readonly pairs: number;
  readonly of: number;
  /** Pairs whose better answer gained more. */
  readonly preferred: number;
  readonly share: number;
  /** Exact, of the share. */
  readonly interval: Interval;
  readonly confidence: number;
  /** Exact two-sided sign test against a half. */
  readonly p: number;
  /** Mean margin, in nats: by how much more the better answer gained. */
  readonly margin: number;
}
