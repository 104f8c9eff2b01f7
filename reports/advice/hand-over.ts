import type { AdviceCase } from './evidence.ts';
import type { JudgedModel } from './judged.ts';

/** Fewer answers than this share are hardly worth a rule of their own. */
const LEAST_COVERAGE = 0.3;

/** Applies when too many answers are wrong, but those that it is sure of are right often enough, and are many. */
export function handOver({ evaluation, details }: JudgedModel): AdviceCase<'hand_over'> | null {
  const found = details?.figures.hand_over ?? null;
  const { accuracy } = evaluation.systems.tuned;
  if (found === null || found.point === null) return null;
  if (accuracy >= found.target || found.point.coverage < LEAST_COVERAGE) return null;
  // On records that had no say in it the threshold may bring nothing.
  if (found.point.accuracy <= accuracy) return null;
  // The model itself answers as before: what a person does with the rest cannot be told.
  return { evidence: { ...found.point, overall: accuracy }, gain: null };
}
