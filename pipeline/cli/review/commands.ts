import type { Command } from 'commander';
import { FORMAT_NAMES } from '../../contracts/data-reports.ts';
import { DECISION_ACTIONS } from '../../contracts/decisions.ts';
import { REFINE_RULES } from '../../contracts/quality.ts';
import type { Builder } from '../builder.ts';

/** Commands with which people look into their data and decide about it. */
export function addReview(dataset: Command, runs: Command, builder: Builder): void {
  const { say } = builder;
  builder
    .command(dataset, 'diff', 'dataset_diff', async () => (await import('./diff.ts')).diffDatasets)
    .argument('<before>', say('argument_before'))
    .argument('<after>', say('argument_after'))
    .option('--out <file>', say('option_diff_out'));
  builder
    .command(runs, 'findings', 'runs_findings', async () => (await import('./findings.ts')).runFindings)
    .argument('<run>', say('argument_run'))
    .option('--csv <file>', say('option_findings_csv'))
    .option('--out <file>', say('option_findings_out'))
    .addOption(builder.limit());
  builder
    .command(runs, 'generated', 'runs_generated', async () => (await import('./generated.ts')).runGenerated, [
      'out',
    ])
    .argument('<run>', say('argument_run'))
    .option('--out <file>', say('option_generated_out'))
    .addOption(builder.choice('--to <format>', 'option_generated_to', FORMAT_NAMES))
    .option('--force', say('option_force'));
  const decisions = () => import('./decisions.ts');
  builder
    .command(dataset, 'decide', 'dataset_decide', async () => (await decisions()).decide, [
      'action',
      'reason',
    ])
    .argument('<name>', say('argument_dataset'))
    .addOption(builder.choice('--action <action>', 'option_decision', DECISION_ACTIONS))
    .option('--run <run>', say('option_decide_run'))
    .option('--record <id>', say('option_decide_record'))
    .option('--content <digest>', say('option_decide_content'))
    .addOption(builder.choice('--rule <rule>', 'option_decide_rule', REFINE_RULES))
    .option('--label <label>', say('option_decide_label'))
    .option('--by <name>', say('option_by'))
    .option('--reason <text>', say('option_decide_reason'));
  builder
    .command(dataset, 'decisions', 'dataset_decisions', async () => (await decisions()).listDecisions)
    .argument('<name>', say('argument_dataset'))
    .option('--all', say('option_decisions_all'))
    .addOption(builder.limit());
  builder
    .command(dataset, 'withdraw', 'dataset_withdraw', async () => (await decisions()).withdraw, ['reason'])
    .argument('<name>', say('argument_dataset'))
    .argument('<decision>', say('argument_decision'))
    .option('--by <name>', say('option_by'))
    .option('--reason <text>', say('option_decide_reason'));
  builder
    .command(dataset, 'unmask', 'dataset_unmask', async () => (await import('./unmask.ts')).unmaskRecord, [
      'record',
      'reason',
    ])
    .argument('<run>', say('argument_run'))
    .option('--record <id>', say('option_unmask_record'))
    .option('--by <name>', say('option_by'))
    .option('--reason <text>', say('option_decide_reason'));
}
