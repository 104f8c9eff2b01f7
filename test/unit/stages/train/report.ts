import type { TrainingReport } from '../../../../pipeline/contracts/data-reports.ts';

/** Report of a short training. */
export const REPORT: TrainingReport = {
  steps: 80,
  epochs: 1,
  seconds: 151.5,
  tokens: 48_000,
  tokens_per_second: 316.8,
  peak_rss_bytes: 1_900_000_000,
  best_step: 40,
  losses: [
    { step: 20, epoch: 0.25, train_loss: 1.9, validation_loss: null, learning_rate: 0.0003 },
    { step: 40, epoch: 0.5, train_loss: 0.9, validation_loss: 0.71, learning_rate: 0.0002 },
    { step: 80, epoch: 1, train_loss: 0.5, validation_loss: 0.74, learning_rate: 0 },
  ],
  device: 'cpu (two cores)',
  dtype: 'bfloat16',
  threads: 2,
  truncated_records: 0,
  trainable_parameters: 3_796_992,
  versions: { torch: '2.13.0' },
};

/** The report as the trainer writes it to `training.json`. */
export function written(report: TrainingReport): Record<string, unknown> {
  const [, kind, name = ''] = /^(\w+)(?: \((.*)\))?$/.exec(report.device)!;
  return { ...report, device: { kind, name } };
}
