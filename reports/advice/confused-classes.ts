import { confusedPairs } from '../reading/confusions.ts';
import type { AdviceCase } from './evidence.ts';
import type { JudgedModel } from './judged.ts';

const LEAST_RECORDS = 3;
const LEAST_SHARE = 0.1;

/** Applies when at least three records, and at least a tenth, of a class are given one other class. */
export function confusedClasses({ evaluation }: JudgedModel): AdviceCase<'confused_classes'> | null {
  const pairs = confusedPairs(evaluation.systems.tuned.confusion)
    .filter(({ count, share }) => count >= LEAST_RECORDS && share >= LEAST_SHARE)
    .slice(0, 3)
    .map(({ truth, answer, count, share }) => ({ truth, answer, count, support: Math.round(count / share) }));
  const gain = pairs.reduce((sum, { count }) => sum + count, 0) / evaluation.n;
  return pairs.length === 0 ? null : { evidence: { pairs }, gain };
}
