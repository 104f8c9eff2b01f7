import { JUDGE_CONTROLS } from '../../../datasets/generation/judge-controls.ts';
import type { Language } from '../../../pipeline/contracts/names.ts';

/** What shows whether a judge can be led astray. */
export interface ControlPair {
  /** Place of the record whose question and expected answer are shown. */
  readonly at: number;
  readonly worthless: string;
}

/**
 * Answers that say nothing or speak to the judge, each to be held against the expected answer of one of the records, in
 * turn: a judge that does not see through them tells nothing about the others.
 * @param records so many, at least one
 */
export function controlPairs(language: Language, records: number): readonly ControlPair[] {
  return JUDGE_CONTROLS[language].map((worthless, n) => ({ at: n % records, worthless }));
}
