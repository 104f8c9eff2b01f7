import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';

export interface LossPoint {
  readonly epoch: number;
  readonly loss: number;
}

/** Training and validation loss over epochs, without the steps at which one was not measured. */
export function lossSeries(losses: TrainingReport['losses']): {
  readonly train: readonly LossPoint[];
  readonly validation: readonly LossPoint[];
} {
  const series = (pick: (row: TrainingReport['losses'][number]) => number | null | undefined) =>
    losses.flatMap((row) => {
      const loss = pick(row);
      return typeof loss === 'number' && Number.isFinite(loss) ? [{ epoch: row.epoch, loss }] : [];
    });
  return { train: series((row) => row.train_loss), validation: series((row) => row.validation_loss) };
}

/** How the model that was kept prefers the chosen answers of the validation pairs; null where none were looked at. */
export function keptPreference({ best_step, losses }: Pick<TrainingReport, 'best_step' | 'losses'>): {
  readonly margin: number;
  readonly pairAccuracy: number;
} | null {
  const kept = losses.find(({ step }) => step === best_step);
  const { validation_margin: margin, validation_pair_accuracy: pairAccuracy } = kept ?? {};
  return margin === undefined || pairAccuracy === undefined ? null : { margin, pairAccuracy };
}

/** At most `most` of the items, evenly spread, first and last among them. */
export function thinned<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))]!);
}
