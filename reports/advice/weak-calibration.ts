import type { AdviceCase } from './evidence.ts';
import type { JudgedModel } from './judged.ts';

/** Mean distance of confidence from accuracy that misleads whoever reads it, and records below which it is chance. */
const TOO_FAR = 0.1;
const LEAST_RECORDS = 100;

/** Applies when confidence and accuracy lie ten points apart on average, on at least a hundred records. */
export function weakCalibration({ details }: JudgedModel): AdviceCase<'weak_calibration'> | null {
  const { ece = null, reliability = [], n = 0 } = details?.figures ?? {};
  if (ece === null || ece < TOO_FAR || n < LEAST_RECORDS) return null;
  const confidence = reliability.reduce((sum, bin) => sum + bin.n * bin.confidence, 0) / n;
  return { evidence: { error: ece, confidence, accuracy: details!.figures.accuracy }, gain: 0 };
}
