import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { lossSeries } from '../reading/loss-points.ts';
import type { AdviceCase } from './evidence.ts';

const LEAST_RISE = 0.05;

/** Applies when the last validation loss is at least 5 % above the lowest one: the model began to learn by heart. */
export function risingValidation({ training }: AnyReportModel): AdviceCase<'rising_validation'> | null {
  const { validation } = lossSeries(training.losses);
  const last = validation.at(-1);
  if (last === undefined || validation.length < 2) return null;
  const best = validation.reduce((lowest, point) => (point.loss < lowest.loss ? point : lowest));
  if (last.loss < best.loss * (1 + LEAST_RISE)) return null;
  return { evidence: { best: best.loss, last: last.loss, bestEpoch: best.epoch }, gain: null };
}
