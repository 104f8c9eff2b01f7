import type { Command } from 'commander';
import type { Builder } from '../builder.ts';

/** Commands for the test set that all versions of a model are judged by. */
export function addSuites(models: Command, builder: Builder): void {
  const { say } = builder;
  const load = () => import('./suites.ts');
  builder
    .command(models, 'freeze', 'models_freeze', async () => (await load()).freeze, ['run', 'reason'])
    .argument('<name>', say('argument_model'))
    .option('--run <run>', say('option_freeze_run'))
    .option('--by <name>', say('option_by'))
    .option('--reason <text>', say('option_freeze_reason'));
  builder
    .command(models, 'unfreeze', 'models_unfreeze', async () => (await load()).unfreeze, ['reason'])
    .argument('<name>', say('argument_model'))
    .option('--by <name>', say('option_by'))
    .option('--reason <text>', say('option_freeze_reason'));
  builder
    .command(models, 'suite', 'models_suite', async () => (await load()).showSuites)
    .argument('<name>', say('argument_model'));
}
