import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { numberSetting } from '../reading/settings.ts';
import type { AdviceCase } from './evidence.ts';
import { gapAtBest } from './gap.ts';

/** It learned: the training loss fell by this share. */
const LEAST_LEARNT = 0.1;
/** But came to a stand: the validation loss fell by less than this since the measurement before. */
const STANDSTILL = 0.02;
/** With much left to learn: more than this share of the first loss. */
const MUCH_LEFT = 0.3;
/** And knows its own records hardly better than others: the gap is at most this share of the validation loss. */
const CLOSE = 0.1;
/** Above this rank it is hardly the adapter's size that limits. */
const ENOUGH_RANK = 64;

/**
 * Applies when training came to a stand at a high loss, the same on records it learnt from and on others: the adapter had no room
 * to learn more. Where the loss still falls, or the two lie apart, another rule speaks.
 */
export function rankTooSmall(model: AnyReportModel): AdviceCase<'rank_too_small'> | null {
  const gap = gapAtBest(model.training);
  const rank = numberSetting(model, 'train.rank');
  if (gap === null || gap.fall === null || rank === null || rank > ENOUGH_RANK) return null;
  const { first, train, validation, fall } = gap;
  const stands = train <= first * (1 - LEAST_LEARNT) && train >= first * MUCH_LEFT && fall < STANDSTILL;
  if (!stands || validation - train > CLOSE * validation) return null;
  return { evidence: { train, validation, rank }, gain: null };
}
