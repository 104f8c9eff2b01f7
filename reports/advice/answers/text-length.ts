import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';

const SHORT = 0.8;
const LONG = 1.25;

/** Applies to texts when all answers together are a fifth shorter, or a quarter longer, than the expected ones. */
export function textLength({ evaluation }: JudgedAnswers): AdviceCase<'text_length'> | null {
  const ratio = evaluation.systems.tuned.figures.length_ratio ?? null;
  if (ratio === null || (ratio >= SHORT && ratio <= LONG)) return null;
  return { evidence: { ratio, side: ratio < SHORT ? 'few' : 'many' }, gain: null };
}
