import type { Ranking } from './ranking.ts';

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half. Counted in halves
 * of pairs, which stay exact below 2⁵³. Range [0, 1], ½ is chance; null where there are no positives or no negatives.
 * Source: Hanley and McNeil 1982; sklearn `roc_auc_score`.
 */
export function rocAuc({ positives, negatives, truePositives, falsePositives }: Ranking): number | null {
  if (positives === 0 || negatives === 0) return null;
  let halves = 0;
  let above = 0;
  let wrong = 0;
  for (let i = 0; i < truePositives.length; i++) {
    halves += (falsePositives[i]! - wrong) * (truePositives[i]! + above);
    above = truePositives[i]!;
    wrong = falsePositives[i]!;
  }
  return halves / (2 * positives * negatives);
}
