import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';

const LEAST_SHARE = 0.05;

/** Applies to texts when at least a twentieth of their numbers stand neither in the question nor in the expected answer. */
export function inventedNumbers({ evaluation }: JudgedAnswers): AdviceCase<'invented_numbers'> | null {
  const share = evaluation.systems.tuned.figures.invented_numbers ?? null;
  return share !== null && share >= LEAST_SHARE ? { evidence: { share }, gain: null } : null;
}
