import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';

/** Points by which the lenient figure must lie above the strict one. */
const FAR_ABOVE = 0.1;

/** The strict and the lenient figure of the tasks in which answers are pieces of a text. */
const PAIRS = {
  question_answering: { strict: 'exact_match', lenient: 'f1' },
  extraction: { strict: 'micro_f1', lenient: 'overlap_f1' },
} as const;

/** Applies when answers often overlap with what was expected without being it: 10 points or more between the figures. */
export function inexactEnds({ evaluation }: JudgedAnswers): AdviceCase<'inexact_ends'> | null {
  const { task } = evaluation;
  if (task !== 'question_answering' && task !== 'extraction') return null;
  const { strict, lenient } = PAIRS[task];
  const { figures } = evaluation.systems.tuned;
  const [strictValue, lenientValue] = [figures[strict] ?? null, figures[lenient] ?? null];
  if (strictValue === null || lenientValue === null || lenientValue - strictValue < FAR_ABOVE) return null;
  return { evidence: { strict, lenient, strictValue, lenientValue }, gain: lenientValue - strictValue };
}
