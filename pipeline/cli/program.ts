import { Command, type OutputConfiguration } from 'commander';
import { PROGRESS_KINDS } from '../config/command-settings.ts';
import { ENCODING_NAMES, FORMAT_NAMES } from '../contracts/data-reports.ts';
import { GENERATION_METHOD_NAMES } from '../contracts/generation.ts';
import { EXPORT_FORMATS } from '../contracts/methods.ts';
import { ALIASES, type Language, RUN_STATUSES } from '../contracts/names.ts';
import { Builder, commandPath, type Load, wholeNumber } from './builder.ts';
import { addCi } from './ci/commands.ts';
import { addCompletion } from './completion/command.ts';
import { Cli, type GlobalOptions, type Surroundings } from './context.ts';
import { addEvaluate } from './evaluate/command.ts';
import { addGit } from './git/commands.ts';
import { addJenkins } from './jenkins/commands.ts';
import { addNodes } from './nodes/commands.ts';
import { addNotices } from './notices/commands.ts';
import { addOverviews } from './overviews/commands.ts';
import { addReview } from './review/commands.ts';
import { addRun, followed, waiting } from './start/run-options.ts';
import { addSuites } from './suites/commands.ts';
import type { TextKey } from './texts/en.ts';
import { type Say, sayIn } from './texts/speak.ts';
import { addTriggers } from './triggers/commands.ts';

/** The command line as commander understands it. `done` gets the exit status of the command that was called. */
export function buildProgram(
  surroundings: Surroundings,
  language: Language,
  version: string,
  done: (cli: Cli, status: Promise<number>) => Promise<void>,
): Command {
  const say = sayIn(language);
  const program = new Command('touchstone')
    .description(say('program'))
    .version(version, '-V, --version', say('option_version'))
    .option('--lang <language>', say('option_lang'))
    .option('--config <file>', say('option_config'))
    .option('--json', say('option_json'));
  const builder = new Builder(say, (load) => async (...received: unknown[]) => {
    const command = received.pop() as Command;
    received.pop();
    const cli = new Cli(surroundings, command.optsWithGlobals<GlobalOptions>());
    // Only `doctor` goes on with settings that are wrong: to say so.
    if (cli.fault !== null && command.name() !== 'doctor') throw cli.fault;
    const work = await load();
    const args = [...received, command.opts()] as never[];
    await done(cli, work(cli, ...args));
  });
  program.addOption(builder.url());
  program.addOption(builder.choice('--progress <kind>', 'option_progress', PROGRESS_KINDS));
  addService(program, builder);
  const runs = addRuns(program, builder);
  addReview(addDatasets(program, builder), runs, builder);
  addEvaluate(program, builder);
  const models = addModels(program, builder);
  addOverviews(program, models, runs, builder);
  addCi(runs, builder);
  addSuites(models, builder);
  addTriggers(program, builder);
  addGit(program, builder);
  addBases(program, builder);
  addNotices(program, builder);
  addNodes(program, builder);
  addJenkins(program, builder);
  addForPrograms(program, builder);
  const { out, err } = surroundings;
  dress(program, say, {
    writeOut: (text) => out.write(text),
    writeErr: (text) => err.write(text),
    getOutHelpWidth: () => out.columns || 80,
    getErrHelpWidth: () => err.columns || 80,
  });
  return program;
}

function addService(program: Command, builder: Builder): void {
  const { say } = builder;
  builder
    .command(program, 'up', 'up', async () => (await import('./commands/up.ts')).up)
    .option('--host <address>', say('up_host'))
    .option('--port <port>', say('up_port'));
  addRun(program, builder);
  builder.command(program, 'doctor', 'doctor', async () => (await import('./commands/doctor.ts')).doctor);
}

function addDatasets(program: Command, builder: Builder): Command {
  const { say } = builder;
  const load = () => import('./commands/dataset.ts');
  const group = builder.group(program, 'dataset', 'dataset');
  builder
    .command(group, 'add', 'dataset_add', async () => (await load()).addDataset)
    .argument('<file...>', say('argument_files'))
    .option('--name <name>', say('option_dataset_name'))
    .option('--map <field=column,…>', say('option_map'))
    .addOption(builder.choice('--encoding <encoding>', 'option_encoding', ENCODING_NAMES))
    .option('--sheet <name>', say('option_sheet'))
    .option('--expire-raw <days>', say('option_expire_raw'), wholeNumber(say, '--expire-raw', 0, 36_500));
  builder
    .command(
      group,
      'check',
      'dataset_check',
      async () => (await import('./commands/check.ts')).checkDatasetFile,
    )
    .argument('<file...>', say('argument_files'))
    .option('--name <name>', say('option_check_name'))
    .option('--test <file>', say('run_test_file'))
    .option('--spec <file>', say('run_spec'))
    .option('--map <field=column,…>', say('option_map'))
    .option('--set <field=value...>', say('run_set'), (value, before: string[]) => [...before, value], []);
  builder
    .command(
      group,
      'convert',
      'dataset_convert',
      async () => (await import('./commands/convert.ts')).convertDatasetFile,
    )
    .argument('<in>', say('argument_file'))
    .argument('<out>', say('argument_out'))
    .addOption(builder.choice('--to <format>', 'option_to', FORMAT_NAMES))
    .option('--map <field=column,…>', say('option_map'))
    .addOption(builder.choice('--encoding <encoding>', 'option_encoding', ENCODING_NAMES))
    .option('--sheet <name>', say('option_sheet'))
    .option('--lossy', say('option_lossy'))
    .option('--force', say('option_force'));
  builder
    .command(
      group,
      'generate',
      'dataset_generate',
      async () => (await import('./commands/generate.ts')).generateDatasetFile,
      ['out'],
    )
    .argument('<file...>', say('argument_files'))
    .addOption(builder.choice('--method <method>', 'option_method', GENERATION_METHOD_NAMES))
    .option('--count <n>', say('option_count'), wholeNumber(say, '--count', 1, 20_000))
    .option('--out <file>', say('option_generated_out'))
    .addOption(builder.choice('--to <format>', 'option_generated_to', FORMAT_NAMES))
    .option('--spec <file>', say('run_spec'))
    .option('--map <field=column,…>', say('option_map'))
    .option('--set <field=value...>', say('run_set'), (value, before: string[]) => [...before, value], [])
    .option('--force', say('option_force'));
  builder
    .command(group, 'list', 'dataset_list', async () => (await load()).listDatasets)
    .addOption(builder.limit());
  builder
    .command(group, 'show', 'dataset_show', async () => (await load()).showDataset)
    .argument('<name>', say('argument_dataset'))
    .addOption(builder.limit());
  return group;
}

function addRuns(program: Command, builder: Builder): Command {
  const { say } = builder;
  const load = () => import('./commands/runs.ts');
  const group = builder.group(program, 'runs', 'runs');
  const onRun = (parent: Command, name: string, text: TextKey, work: Load) =>
    builder.command(parent, name, text, work).argument('<run>', say('argument_run'));
  builder
    .command(group, 'list', 'runs_list', async () => (await load()).listRuns)
    .addOption(builder.limit())
    .option('--name <name>', say('option_name'))
    .addOption(builder.choice('--status <status>', 'option_status', RUN_STATUSES));
  onRun(group, 'show', 'runs_show', async () => (await load()).showRun);
  followed(
    onRun(group, 'follow', 'runs_follow', async () => (await load()).followRunCommand),
    builder,
  );
  onRun(group, 'cancel', 'runs_cancel', async () => (await load()).cancelRun);
  const resume = onRun(group, 'resume', 'runs_resume', async () => (await load()).resumeRun);
  followed(waiting(resume, builder), builder);
  onRun(program, 'report', 'report', async () => (await load()).fetchRunReport).option(
    '--out <directory>',
    say('report_out'),
  );
  return group;
}

function addModels(program: Command, builder: Builder): Command {
  const { say } = builder;
  const load = () => import('./commands/models.ts');
  const group = builder.group(program, 'models', 'models');
  const onModel = (name: string, text: TextKey, work: Load) =>
    builder.command(group, name, text, work).argument('<name>', say('argument_model'));
  const signed = (command: Command) =>
    command
      .addOption(builder.choice('--alias <alias>', 'option_alias', ALIASES).default('production'))
      .option('--by <person>', say('option_by'))
      .option('--reason <text>', say('option_reason'));
  builder
    .command(group, 'list', 'models_list', async () => (await load()).listModels)
    .addOption(builder.limit());
  onModel('show', 'models_show', async () => (await load()).showModel)
    .argument('[version]', say('argument_version'))
    .addOption(builder.limit());
  const number = wholeNumber(say, '<version>', 1, 2_147_483_647);
  signed(
    onModel('promote', 'models_promote', async () => (await load()).promoteModel).argument(
      '<version>',
      say('head_version'),
      number,
    ),
  );
  signed(onModel('rollback', 'models_rollback', async () => (await load()).rollBackModel));
  onModel('export', 'models_export', async () => (await import('./commands/export-model.ts')).exportModel)
    .argument('<version>', say('argument_version'))
    .addOption(builder.choice('--format <format>', 'option_format', EXPORT_FORMATS.slice(1)))
    .option('--out <directory>', say('option_out'));
  return group;
}

function addBases(program: Command, builder: Builder): void {
  const { say } = builder;
  const load = () => import('./commands/base.ts');
  const group = builder.group(program, 'base', 'base');
  builder.command(group, 'list', 'base_list', async () => (await load()).listBases);
  builder
    .command(group, 'add', 'base_add', async () => (await load()).addBase, ['from'])
    .argument('<id>', say('argument_base'))
    .option('--from <path>', say('option_from'))
    .option('--digest <sha256>', say('option_base_digest'));
}

/** What programs and shells ask for about the commands themselves. */
function addForPrograms(program: Command, builder: Builder): void {
  builder
    .command(program, 'schema', 'schema', async () => (await import('./commands/schema.ts')).schema)
    .argument('[command...]', builder.say('argument_schema'));
  addCompletion(program, builder);
}

/** Gives every command the language's help, and makes faults come back as errors instead of ending the process. */
function dress(command: Command, say: Say, output: OutputConfiguration): void {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': say('usage'),
    'Options:': say('options'),
    'Commands:': say('commands'),
    'Arguments:': say('arguments'),
    'Global Options:': say('globalOptions'),
  };
  command
    .helpOption('-h, --help', say('option_help'))
    .helpCommand(false)
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: (option) => option.description,
    })
    .configureOutput({ ...output, outputError: () => undefined });
  for (const inner of command.commands) dress(inner, say, output);
}

/** The command that the words on the command line name, as far as they name one. */
export function calledCommand(program: Command, argv: readonly string[]): string {
  let called = program;
  for (const word of argv) called = called.commands.find((command) => command.name() === word) ?? called;
  return commandPath(called);
}
