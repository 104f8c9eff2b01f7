import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { lossSeries } from '../reading/loss-points.ts';
import { numberSetting } from '../reading/settings.ts';
import type { AdviceCase } from './evidence.ts';

/** Fewer points than this say nothing about a trend. */
const LEAST_POINTS = 9;
/** Share by which the loss must fall from the first third of training to the last. */
const LEAST_FALL = 0.1;

/**
 * Applies when the mean training loss of the last third is not even a tenth below that of the first; not to that of preference, which
 * falls little where pairs are hard to tell apart.
 */
export function hardlyLearned(model: AnyReportModel): AdviceCase<'hardly_learned'> | null {
  if (model.training.objective === 'preference') return null;
  const losses = lossSeries(model.training.losses).train.map(({ loss }) => loss);
  if (losses.length < LEAST_POINTS) return null;
  const third = Math.floor(losses.length / 3);
  const [first, last] = [mean(losses.slice(0, third)), mean(losses.slice(-third))];
  if (last <= first * (1 - LEAST_FALL)) return null;
  return { evidence: { first, last, rate: numberSetting(model, 'train.learning_rate') }, gain: null };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
