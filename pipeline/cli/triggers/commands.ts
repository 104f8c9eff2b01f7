import type { Command } from 'commander';
import { TASK_KINDS } from '../../contracts/names.ts';
import { TRIGGER_OUTCOMES } from '../../contracts/triggers.ts';
import type { Builder } from '../builder.ts';
import { followed, waiting } from '../start/run-options.ts';
import type { TextKey } from '../texts/en.ts';

/** Commands for what starts runs, and for what is kept to be run. */
export function addTriggers(program: Command, builder: Builder): void {
  addTriggerRecords(program, builder);
  addPipelines(program, builder);
}

function addTriggerRecords(program: Command, builder: Builder): void {
  const { say } = builder;
  const load = () => import('./triggers.ts');
  const group = builder.group(program, 'triggers', 'triggers');
  builder
    .command(group, 'list', 'triggers_list', async () => (await load()).listTriggers)
    .addOption(builder.limit())
    .option('--name <name>', say('option_trigger_name'))
    .option('--run <run>', say('option_trigger_run'))
    .addOption(builder.choice('--outcome <outcome>', 'option_outcome', TRIGGER_OUTCOMES));
  builder
    .command(group, 'show', 'triggers_show', async () => (await load()).showTrigger)
    .argument('<trigger>', say('argument_trigger'));
}

function addPipelines(program: Command, builder: Builder): void {
  const { say } = builder;
  const load = () => import('./pipelines.ts');
  const group = builder.group(program, 'pipelines', 'pipelines');
  type Name = keyof Awaited<ReturnType<typeof load>>;
  const onPipeline = (name: string, text: TextKey, work: Name, required: readonly string[] = []) =>
    builder
      .command(group, name, text, async () => (await load())[work], required)
      .argument('<name>', say('argument_pipeline'));
  onPipeline('set', 'pipelines_set', 'setPipeline', ['dataset'])
    .option('--dataset <name>', say('option_pipeline_dataset'))
    .option('--test <name>', say('option_pipeline_test'))
    .addOption(builder.choice('--task <task>', 'run_task', TASK_KINDS))
    .option('--base <id>', say('run_base'))
    .option('--spec <file>', say('run_spec'))
    .option('--map <field=column,…>', say('option_map'))
    .option('--set <field=value...>', say('run_set'), (value, before: string[]) => [...before, value], [])
    .option('--cron <fields>', say('option_cron'))
    .option('--tz <zone>', say('option_tz'))
    .option('--always', say('option_always'))
    .option('--on-upload', say('option_on_upload'))
    .option('--git <url or file>', say('option_git'))
    .option('--by <name>', say('option_by'));
  builder
    .command(group, 'list', 'pipelines_list', async () => (await load()).listPipelines)
    .addOption(builder.limit());
  onPipeline('show', 'pipelines_show', 'showPipeline');
  onPipeline('pause', 'pipelines_pause', 'pausePipeline', ['reason'])
    .option('--by <name>', say('option_by'))
    .option('--reason <text>', say('option_pause_reason'));
  onPipeline('resume', 'pipelines_resume', 'resumePipeline');
  onPipeline('remove', 'pipelines_remove', 'removePipeline');
  const start = onPipeline('start', 'pipelines_start', 'startPipeline').option(
    '--again',
    say('option_again'),
  );
  followed(waiting(start, builder), builder);
}
