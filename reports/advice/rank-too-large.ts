import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { numberSetting } from '../reading/settings.ts';
import type { AdviceCase } from './evidence.ts';
import { gapAtBest } from './gap.ts';

/** At its best point the training loss is at most this share of the validation loss. */
const FAR_APART = 0.5;
/** A smaller rank would hardly learn anything. */
const LEAST_RANK = 8;

/**
 * Applies when already at the best point the model knows the records that it learnt from twice as well as others: there is room in
 * the adapter to keep them by heart. When it gets worse afterwards, `rising_validation` speaks as well.
 */
export function rankTooLarge(model: AnyReportModel): AdviceCase<'rank_too_large'> | null {
  const gap = gapAtBest(model.training);
  const rank = numberSetting(model, 'train.rank');
  if (gap === null || rank === null || rank < LEAST_RANK) return null;
  const { train, validation } = gap;
  return train > FAR_APART * validation ? null : { evidence: { train, validation, rank }, gain: null };
}
