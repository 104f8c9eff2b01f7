import type { Comparison, EvaluationResult } from '../../../pipeline/contracts/evaluation.ts';

/** The comparison of the tuned model with `reference`; every evaluation of that system holds it. */
export function comparisonWith(evaluation: EvaluationResult, reference: 'base' | 'production'): Comparison {
  const found = evaluation.comparisons.find(
    (one) => one.candidate === 'tuned' && one.reference === reference,
  );
  if (!found) throw new RangeError(`the evaluation compares nothing with ${reference}`);
  return found;
}
