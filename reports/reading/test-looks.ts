import type { ReportModel } from '../../pipeline/contracts/report.ts';

/** Standard errors on either side of a 95 % interval. */
const MARGIN = 1.96;

export interface Looks {
  readonly number: number;
  /** What keeping the best of so many equally good models may add to the accuracy, in shares. */
  readonly flattery: number;
  /** Whether that is as much as the margin of error. */
  readonly often: boolean;
}

/**
 * How far the figures may flatter because the test set was used to choose. The greatest of k estimates with standard error σ
 * is expected to lie up to σ√(2 ln k) above the truth (maximal inequality; Boucheron, Lugosi & Massart 2013, Theorem 2.5), σ
 * = √(accuracy (1 − accuracy) / n). From seven looks on that is more than 1.96 σ, the margin of error. Null where the
 * number of looks is not known.
 */
export function looksOf({ look, evaluation }: ReportModel): Looks | null {
  if (look === undefined) return null;
  const { number } = look;
  const { accuracy, n } = evaluation.systems.tuned;
  const errors = Math.sqrt(2 * Math.log(number));
  return {
    number,
    flattery: errors * Math.sqrt((accuracy * (1 - accuracy)) / n),
    often: errors >= MARGIN,
  };
}
