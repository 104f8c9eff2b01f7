import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { type LossPoint, lossSeries } from '../reading/loss-points.ts';
import { numberSetting } from '../reading/settings.ts';
import type { AdviceCase } from './evidence.ts';

/** Fewer points than this say nothing about a trend. */
const LEAST_POINTS = 9;

/**
 * Applies when the training loss of the last two thirds jumps above the mean of the first: steps were too large to keep what was
 * learnt. A point stands for a few records, of which some are hard, so the mean of a ninth of all points has to jump.
 */
export function unsteadyTraining(model: AnyReportModel): AdviceCase<'unsteady_training'> | null {
  const points = lossSeries(model.training.losses).train;
  if (points.length < LEAST_POINTS) return null;
  const third = Math.floor(points.length / 3);
  const first = points.slice(0, third).reduce((sum, { loss }) => sum + loss, 0) / third;
  const later = smoothed(points.slice(third), Math.floor(points.length / LEAST_POINTS));
  const lowest = Math.min(...later.map(({ loss }) => loss));
  const peak = later.reduce((highest, point) => (point.loss > highest.loss ? point : highest));
  // Where nothing was ever learnt, nothing was lost: `hardly_learned` speaks.
  if (peak.loss <= first || lowest > first / 2) return null;
  const rate = numberSetting(model, 'train.learning_rate');
  return { evidence: { first, lowest, peak: peak.loss, epoch: peak.epoch, rate }, gain: null };
}

/** The mean of each point and of those before it, so many in all; at the epoch of the last. */
function smoothed(points: readonly LossPoint[], width: number): LossPoint[] {
  return points.slice(width - 1).map(({ epoch }, at) => ({
    epoch,
    loss: points.slice(at, at + width).reduce((sum, { loss }) => sum + loss, 0) / width,
  }));
}
