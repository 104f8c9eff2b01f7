import type { Command } from 'commander';
import type { Builder } from '../builder.ts';

/** Commands for repositories that hold datasets. */
export function addGit(program: Command, builder: Builder): void {
  const { say } = builder;
  const group = builder.group(program, 'git', 'git');
  builder
    .command(group, 'check', 'git_check', async () => (await import('./check.ts')).checkRepository)
    .argument('<url>', say('argument_repository'))
    .option('--branch <name>', say('option_git_branch'))
    .option('--path <file>', say('option_git_path'))
    .option('--credentials <secret>', say('option_git_credentials'))
    .option('--name <name>', say('option_git_name'));
  const load = () => import('./watch.ts');
  builder
    .command(group, 'show', 'git_show', async () => (await load()).showWatch)
    .argument('<name>', say('argument_pipeline'));
  builder
    .command(group, 'look', 'git_look', async () => (await load()).lookNow)
    .argument('<name>', say('argument_pipeline'));
}
