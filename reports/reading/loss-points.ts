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

/** At most `most` of the items, evenly spread, first and last among them. */
export function thinned<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))]!);
}
