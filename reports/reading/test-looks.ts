import { primaryOf } from '../../pipeline/contracts/primary.ts';
import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import type { Reader } from '../reader.ts';

/** Standard errors on either side of a 95 % interval. */
const MARGIN = 1.96;

export interface Looks {
  readonly number: number;
  /** What keeping the best of so many equally good models may add to the figure, in shares. */
  readonly flattery: number;
  /** Whether that is as much as the margin of error. */
  readonly often: boolean;
}

/**
 * How far the figures may flatter because the test set was used to choose. The greatest of k estimates with standard error σ
 * is expected to lie up to σ√(2 ln k) above the truth (maximal inequality; Boucheron, Lugosi & Massart 2013, Theorem 2.5), σ
 * = √(accuracy (1 − accuracy) / n), or for written answers what the 95 % interval of the figure of merit comes to. From seven looks on
 * that is more than 1.96 σ, the margin of error. Null where the number of looks is not known.
 */
export function looksOf({ look, evaluation }: Pick<AnyReportModel, 'look' | 'evaluation'>): Looks | null {
  if (look === undefined) return null;
  const { number } = look;
  const errors = Math.sqrt(2 * Math.log(number));
  return {
    number,
    flattery: errors * standardError(evaluation),
    often: errors >= MARGIN,
  };
}

function standardError(evaluation: AnyReportModel['evaluation']): number {
  if (evaluation.task === 'classification') {
    const { accuracy, n } = evaluation.systems.tuned;
    return Math.sqrt((accuracy * (1 - accuracy)) / n);
  }
  const [low, high] = primaryOf(evaluation).systems.tuned.interval;
  return (high - low) / (2 * MARGIN);
}

/** The warning in words, with the figure that choosing may flatter. */
export function lookWarning(
  { evaluation }: Pick<AnyReportModel, 'evaluation'>,
  looks: Looks,
  { texts, figures, language }: Pick<Reader, 'texts' | 'figures' | 'language'>,
): string {
  const metric =
    evaluation.task === 'classification' ? texts.looks.accuracy : primaryOf(evaluation).name[language];
  return texts.looks.warning(figures.count(looks.number), figures.points(looks.flattery).slice(1), metric);
}
