import type { Effort } from '../evidence.ts';
import type { AnswerAdviceEvidence } from './evidence.ts';

export const ANSWER_EFFORTS: Readonly<Record<keyof AnswerAdviceEvidence, Effort>> = {
  simple_as_good: 'review',
  unreadable_answers: 'setting',
  weak_parts: 'review',
  rare_parts: 'collect',
  lost_parts: 'review',
  lost_answers: 'review',
  inexact_ends: 'review',
  item_count: 'review',
  text_length: 'review',
  invented_numbers: 'review',
  contradicting_answers: 'review',
  wide_interval: 'collect',
};
