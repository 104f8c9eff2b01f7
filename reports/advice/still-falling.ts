import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { lossSeries } from '../reading/loss-points.ts';
import { numberSetting } from '../reading/settings.ts';
import type { AdviceCase } from './evidence.ts';

/** The last validation loss lies this share below the one before. */
const LEAST_FALL = 0.05;

/** Applies when the last validation loss is the lowest, and 5 % or more below the one before: training ended too early. */
export function stillFalling(model: AnyReportModel): AdviceCase<'still_falling'> | null {
  const { training } = model;
  const losses = lossSeries(training.losses).validation.map(({ loss }) => loss);
  const [before, last] = losses.slice(-2);
  if (before === undefined || last === undefined) return null;
  if (last > before * (1 - LEAST_FALL) || last > Math.min(...losses)) return null;
  const rank = numberSetting(model, 'train.rank');
  return { evidence: { before, last, epochs: training.epochs, rank }, gain: null };
}
