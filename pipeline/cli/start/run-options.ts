import type { Command } from 'commander';
import { TASK_KINDS } from '../../contracts/names.ts';
import { type Builder, wholeNumber } from '../builder.ts';

/** `touchstone run` and its options. */
export function addRun(program: Command, builder: Builder): void {
  const { say } = builder;
  const run = builder
    .command(program, 'run', 'run', async () => (await import('../commands/run.ts')).run, ['dataset', 'name'])
    .option('--dataset <file>', say('run_dataset'))
    .option('--test <file>', say('run_test'))
    .addOption(builder.choice('--task <task>', 'run_task', TASK_KINDS))
    .option('--base <id>', say('run_base'))
    .option('--spec <file>', say('run_spec'))
    .option('--map <field=column,…>', say('option_map'))
    .option('--set <field=value...>', say('run_set'), (value, before: string[]) => [...before, value], [])
    .option('--name <name>', say('run_name'))
    .option('--detach', say('run_detach'))
    .option('--idempotency-key <key>', say('run_key'))
    .option('--no-idempotency-key', say('run_noKey'))
    .option('--again', say('run_again'));
  followed(waiting(run, builder), builder);
}

/** Lets a command that starts something stay until it ends. */
export function waiting(command: Command, { say }: Builder): Command {
  return command.option('--wait', say('run_wait')).option('--follow', say('run_follow'));
}

/** What every command takes that may follow a run to its end. */
export function followed(command: Command, { say }: Builder): Command {
  return command
    .option('--out <directory>', say('run_out'))
    .option('--cancel-on-interrupt', say('follow_cancel'))
    .option('--no-cancel-on-interrupt', say('follow_noCancel'))
    .option('--reconnect <seconds>', say('follow_reconnect'), wholeNumber(say, '--reconnect', 0, 86_400));
}
