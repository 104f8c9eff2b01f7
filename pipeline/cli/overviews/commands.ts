import type { Command } from 'commander';
import type { Builder } from '../builder.ts';

/** Commands about several versions or runs: pages, and what the work of a month took. */
export function addOverviews(program: Command, models: Command, runs: Command, builder: Builder): void {
  const { say } = builder;
  const load = () => import('./overviews.ts');
  builder
    .command(models, 'history', 'models_history', async () => (await load()).modelOverview)
    .argument('<name>', say('argument_model'))
    .option('--out <directory>', say('option_out_overview'));
  builder
    .command(runs, 'compare', 'runs_compare', async () => (await load()).compareRuns)
    .argument('<run...>', say('argument_runs'))
    .option('--out <directory>', say('option_out_overview'));
  builder
    .command(program, 'costs', 'costs', async () => (await import('./costs.ts')).showCosts)
    .option('--month <month>', say('option_month'))
    .option('--zone <zone>', say('option_zone'));
}
