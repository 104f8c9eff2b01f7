import type { Command } from 'commander';
import { DELIVERY_STATUSES } from '../../contracts/notices.ts';
import type { Builder } from '../builder.ts';

/** Commands for what is told to the outside. */
export function addNotices(program: Command, builder: Builder): void {
  const { say } = builder;
  const load = () => import('./notices.ts');
  const group = builder.group(program, 'notices', 'notices');
  builder
    .command(group, 'list', 'notices_list', async () => (await load()).listNotices)
    .addOption(builder.limit())
    .addOption(builder.choice('--status <status>', 'option_delivery_status', DELIVERY_STATUSES));
  builder
    .command(group, 'show', 'notices_show', async () => (await load()).showNotice)
    .argument('<notice>', say('argument_notice'));
  builder
    .command(group, 'replay', 'notices_replay', async () => (await load()).replayNotice)
    .argument('<notice>', say('argument_notice'))
    .option('--target <target>', say('option_replay_target'));
  builder.command(group, 'targets', 'notices_targets', async () => (await load()).listTargets);
  builder
    .command(group, 'test', 'notices_test', async () => (await load()).testTarget)
    .argument('<target>', say('argument_target'))
    .option('--by <person>', say('option_by'));
}
