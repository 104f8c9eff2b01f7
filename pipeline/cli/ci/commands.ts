import type { Command } from 'commander';
import { STAGE_NAMES } from '../../contracts/names.ts';
import type { Builder } from '../builder.ts';

/** Commands that a pipeline of a CI system is made of. */
export function addCi(runs: Command, builder: Builder): void {
  const { say } = builder;
  builder
    .command(runs, 'stage', 'runs_stage', async () => (await import('./stage.ts')).followStage)
    .argument('<run>', say('argument_run'))
    .argument('<stage>', `${say('argument_stage')} (${STAGE_NAMES.join(', ')})`, (value: string) =>
      builder.oneOf(STAGE_NAMES, value),
    );
  builder
    .command(runs, 'summary', 'runs_summary', async () => (await import('./summary.ts')).showSummary)
    .argument('<run>', say('argument_run'));
}
