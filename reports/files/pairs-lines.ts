import type { PairPreference } from '../../pipeline/contracts/pair-preference.ts';
import type { AnswerReader } from '../answers/answer-reader.ts';
import { pairsConclusion, pairsResult } from '../answers/pairs-section.tsx';

/** For `summary.md`: what tuning made of pairs of answers; nothing where the dataset has none. */
export function pairsLines(preference: PairPreference | undefined, reader: AnswerReader): string[] {
  if (preference === undefined) return [];
  const { texts, answers } = reader;
  const conclusion = answers.pairs.conclusion[pairsConclusion(preference)];
  return [`${conclusion}${texts.comparison.gap}${pairsResult(preference, reader)}`];
}
