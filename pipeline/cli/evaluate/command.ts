import type { Command } from 'commander';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { TASK_KINDS } from '../../contracts/names.ts';
import type { Builder } from '../builder.ts';

/** `touchstone evaluate` and its options. */
export function addEvaluate(program: Command, builder: Builder): void {
  const { say } = builder;
  const share = (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && value >= 0 && value <= 1) return value;
    const detail = say('usage_share', { what: `--target-accuracy ${text}` });
    throw new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone evaluate' } });
  };
  const count = (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1) return value;
    const detail = say('usage_count', { what: `--judge-records ${text}` });
    throw new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone evaluate' } });
  };
  builder
    .command(program, 'evaluate', 'evaluate', async () => (await import('./evaluate.ts')).evaluate, ['gold'])
    .option('--gold <file>', say('evaluate_gold'))
    .option('--predictions <file>', say('evaluate_predictions'))
    .option('--endpoint <url>', say('evaluate_endpoint'))
    .option('--model <name>', say('evaluate_model'))
    .option('--key-env <variable>', say('evaluate_keyEnv'))
    .option('--inside', say('evaluate_inside'))
    .option('--baseline <file>', say('evaluate_baseline'))
    .option('--write-swaps <file>', say('evaluate_writeSwaps'))
    .option('--swapped-predictions <file>', say('evaluate_swapped'))
    .addOption(builder.choice('--task <task>', 'evaluate_task', TASK_KINDS))
    .option(
      '--slice <column>',
      say('evaluate_slice'),
      (value, before: string[]) => [...before, value],
      [] as string[],
    )
    .option('--judge <url>', say('evaluate_judge'))
    .option('--judge-model <name>', say('evaluate_judgeModel'))
    .option('--judge-key-env <variable>', say('evaluate_judgeKeyEnv'))
    .option('--judge-inside', say('evaluate_judgeInside'))
    .option('--judge-records <count>', say('evaluate_judgeRecords'), count, 200)
    .option('--target-accuracy <share>', say('evaluate_target'), share, 0.95)
    .option('--count-missing-as-wrong', say('evaluate_missing'))
    .option('--match-labels', say('evaluate_match'))
    .option('--out <directory>', say('evaluate_out'));
}
