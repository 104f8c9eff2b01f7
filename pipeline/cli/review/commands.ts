import type { Command } from 'commander';
import type { Builder } from '../builder.ts';

/** Commands with which people look into their data and decide about it. */
export function addReview(dataset: Command, builder: Builder): void {
  const { say } = builder;
  builder
    .command(dataset, 'diff', 'dataset_diff', async () => (await import('./diff.ts')).diffDatasets)
    .argument('<before>', say('argument_before'))
    .argument('<after>', say('argument_after'))
    .option('--out <file>', say('option_diff_out'));
}
