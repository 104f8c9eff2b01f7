import type { CurveFigures } from '../../pipeline/contracts/classification-figures.ts';
import type { ProbabilityResult } from './probability-figures.ts';

/** Classes whose curves a page can show side by side. */
const MOST_CLASSES = 12;

/**
 * The curves to show: the mean, and each class's; of many classes those of the least average precision.
 * @param support true records of each class, in the order of `labels`
 */
export function chosenCurves(
  labels: readonly string[],
  { curves, averagePrecision, macro }: ProbabilityResult,
  support: ArrayLike<number>,
): CurveFigures {
  const present = labels.map((_, c) => c).filter((c) => support[c]! > 0);
  const weakest = [...present].sort((a, b) => averagePrecision[a]! - averagePrecision[b]! || a - b);
  return {
    macro,
    classes: weakest.slice(0, MOST_CLASSES).map((c) => ({ label: labels[c]!, ...curves[c]! })),
  };
}
