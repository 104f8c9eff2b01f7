import type { Command } from 'commander';
import { type Builder, wholeNumber } from '../builder.ts';

/** Commands for machines that take model work: on the operator's side, and on theirs. */
export function addNodes(program: Command, builder: Builder): void {
  const { say } = builder;
  const load = () => import('./nodes.ts');
  const group = builder.group(program, 'nodes', 'nodes');
  builder
    .command(group, 'add', 'nodes_add', async () => (await load()).addNode)
    .argument('<node>', say('argument_new_node'))
    .option('--by <person>', say('option_by'));
  builder.command(group, 'list', 'nodes_list', async () => (await load()).listNodes);
  builder
    .command(group, 'show', 'nodes_show', async () => (await load()).showNode)
    .argument('<node>', say('argument_node'));
  builder
    .command(group, 'drain', 'nodes_drain', async () => (await load()).drainNode)
    .argument('<node>', say('argument_node'))
    .option('--off', say('option_drain_off'))
    .option('--by <person>', say('option_by'));
  builder
    .command(group, 'remove', 'nodes_remove', async () => (await load()).removeNode)
    .argument('<node>', say('argument_node'))
    .option('--by <person>', say('option_by'));
  const node = builder.group(program, 'node', 'node');
  builder
    .command(node, 'start', 'node_start', async () => (await import('./start.ts')).startNode, [
      'server',
      'token',
    ])
    .option('--server <url>', say('option_node_server'))
    .option('--token <file>', say('option_node_token'))
    .option('--labels <a,b>', say('option_node_labels'))
    .option('--name <name>', say('option_node_name'))
    .option('--home <directory>', say('option_node_home'))
    .option('--cache-mib <n>', say('option_node_cache'), wholeNumber(say, '--cache-mib', 1, 100_000_000))
    .option(
      '--checkpoint-seconds <n>',
      say('option_node_checkpoint'),
      wholeNumber(say, '--checkpoint-seconds', 1, 86_400),
    );
}
