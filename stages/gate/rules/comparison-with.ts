import type { Primary, PrimaryComparison } from '../../../pipeline/contracts/primary.ts';

/** The comparison of the tuned model with `reference`; every evaluation of that system holds it. */
export function comparisonWith(primary: Primary, reference: 'base' | 'production'): PrimaryComparison {
  const found = primary.comparisons.find((one) => one.candidate === 'tuned' && one.reference === reference);
  if (!found) throw new RangeError(`the evaluation compares nothing with ${reference}`);
  return found;
}
