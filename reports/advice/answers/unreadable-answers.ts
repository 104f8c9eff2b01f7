import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';

const LEAST_SHARE = 0.01;

/** Applies when more than one answer in a hundred could not be read. */
export function unreadableAnswers({ evaluation }: JudgedAnswers): AdviceCase<'unreadable_answers'> | null {
  const { task, n } = evaluation;
  const { unreadable } = evaluation.systems.tuned;
  return unreadable / n > LEAST_SHARE ? { evidence: { unreadable, n, task }, gain: unreadable / n } : null;
}
