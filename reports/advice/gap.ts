import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import { lossSeries } from '../reading/loss-points.ts';

/** Fewer points of training loss say nothing about a level. */
const LEAST_POINTS = 9;

/** How well training knew its own records beside those that it never saw, at its best point. */
export interface Gap {
  /** Mean training loss of the first third, and of the epoch that ends at the best point. */
  readonly first: number;
  readonly train: number;
  /** Lowest validation loss. */
  readonly validation: number;
  /** By which share the validation loss fell to it from the measurement before; null at the first one. */
  readonly fall: number | null;
}

/** Null where there are too few measurements to tell, or where they are of preference, whose loss comes to a stand at any level. */
export function gapAtBest({ losses, objective }: Pick<TrainingReport, 'losses' | 'objective'>): Gap | null {
  if (objective === 'preference') return null;
  const { train, validation } = lossSeries(losses);
  if (train.length < LEAST_POINTS || validation.length === 0) return null;
  const at = validation.reduce((best, point, i) => (point.loss < validation[best]!.loss ? i : best), 0);
  const best = validation[at]!;
  const near = train.filter(({ epoch }) => epoch > best.epoch - 1 && epoch <= best.epoch);
  if (near.length === 0) return null;
  const before = validation[at - 1];
  return {
    first: mean(train.slice(0, Math.floor(train.length / 3))),
    train: mean(near),
    validation: best.loss,
    fall: before === undefined ? null : (before.loss - best.loss) / before.loss,
  };
}

const mean = (points: readonly { readonly loss: number }[]): number =>
  points.reduce((sum, { loss }) => sum + loss, 0) / points.length;
