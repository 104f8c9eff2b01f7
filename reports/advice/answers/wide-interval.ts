import { TASKS } from '../../../pipeline/contracts/tasks.ts';
import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';

/** Half the width of the interval, in shares: wider calls for advice, and what the advice aims at. */
const TOO_WIDE = 0.04;
const AIM = 0.03;

/**
 * Applies when the interval of the figure of merit is wider than ±4 points. The records needed for ±3 follow from the
 * width falling with the square root of their number: n · (half width / aim)², rounded to tens.
 */
export function wideInterval({ evaluation }: JudgedAnswers): AdviceCase<'wide_interval'> | null {
  const { n, task } = evaluation;
  const metric = TASKS[task].primary;
  const interval = evaluation.systems.tuned.intervals[metric] ?? null;
  if (interval === null) return null;
  const halfWidth = (interval[1] - interval[0]) / 2;
  if (halfWidth <= TOO_WIDE) return null;
  const needed = Math.round((n * (halfWidth / AIM) ** 2) / 10) * 10;
  return { evidence: { metric, n, halfWidth, aim: AIM, needed }, gain: 0 };
}
