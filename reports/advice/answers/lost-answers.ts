import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';

const LEAST_RECORDS = 3;
const LEAST_SHARE = 0.1;

/** Applies when the base (of a file: the baseline) did better on at least three records and a tenth of the test: tuning took something away. */
export function lostAnswers({ evaluation }: JudgedAnswers): AdviceCase<'lost_answers'> | null {
  const { n, comparisons } = evaluation;
  const found = comparisons.find(({ reference }) => reference === 'base');
  if (found === undefined) return null;
  const { reference_better: lost, candidate_better: won } = found;
  return lost >= LEAST_RECORDS && lost / n >= LEAST_SHARE ? { evidence: { lost, won, n }, gain: null } : null;
}
