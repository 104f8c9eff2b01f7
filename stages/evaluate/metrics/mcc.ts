import type { Tally } from './confusion.ts';

/**
 * Matthews correlation for several classes, R_K: the correlation of truth and answers as one-hot vectors,
 * (s·n − Σ tₖpₖ) / √((n² − Σ pₖ²)(n² − Σ tₖ²)) with s = Σ hits, t = support, p = predicted.
 * Range [−1, 1]; 0 is chance. Null where truth or answers hold a single class (nothing varies, so there is no
 * correlation; sklearn `matthews_corrcoef` says 0 there). Counts stay exact below 2⁵³, that is n < 9·10⁷.
 * Source: Gorodkin 2004, Comput. Biol. Chem. 28:367.
 */
export function mcc(tally: Tally): number | null {
  const { n, support, predicted, hits } = tally;
  let right = 0;
  let crossed = 0;
  let predictedSquares = 0;
  let supportSquares = 0;
  for (let c = 0; c < support.length; c++) {
    right += hits[c]!;
    crossed += support[c]! * predicted[c]!;
    predictedSquares += predicted[c]! ** 2;
    supportSquares += support[c]! ** 2;
  }
  const answersVary = n * n - predictedSquares;
  const truthVaries = n * n - supportSquares;
  if (answersVary === 0 || truthVaries === 0) return null;
  return (right * n - crossed) / Math.sqrt(answersVary * truthVaries);
}
