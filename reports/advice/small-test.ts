import type { AdviceCase } from './evidence.ts';
import type { JudgedModel } from './judged.ts';

/** Half the width of the accuracy's interval, in shares: wider calls for advice, and what the advice aims at. */
const TOO_WIDE = 0.04;
const AIM = 0.03;

/**
 * Applies when the accuracy's interval is wider than ±4 points. The records needed for ±3 follow from the width
 * falling with the square root of their number: n · (half width / aim)², rounded to tens.
 */
export function smallTest({ evaluation }: JudgedModel): AdviceCase<'small_test'> | null {
  const { accuracy } = evaluation.systems.tuned.intervals;
  if (accuracy === null) return null;
  const [low, high] = accuracy;
  const halfWidth = (high - low) / 2;
  if (halfWidth <= TOO_WIDE) return null;
  const needed = Math.round((evaluation.n * (halfWidth / AIM) ** 2) / 10) * 10;
  return { evidence: { n: evaluation.n, halfWidth, aim: AIM, needed }, gain: 0 };
}
