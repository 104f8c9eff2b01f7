import { addedNodeSchema, nodeListSchema, nodeSchema } from '../../contracts/api/node.ts';
import type { GpuHealth, NodeView } from '../../contracts/nodes/node.ts';
import { type Cli, userName } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

/** `touchstone nodes add`: the token is on standard output, this once. */
export async function addNode(cli: Cli, name: string, options: { by?: string }): Promise<number> {
  const client = await cli.client();
  const added = await client.post('/v1/nodes', { name, by: byOf(options) }, addedNodeSchema);
  cli.result(added, [added.token]);
  cli.aside(cli.say('nodeAdded', { name }));
  return EXIT.pass;
}

/** `touchstone nodes list`: one line for each node. */
export async function listNodes(cli: Cli): Promise<number> {
  const { items } = await (await cli.client()).get('/v1/nodes', nodeListSchema);
  cli.result({ items }, items.length === 0 ? [cli.say('nodesNone')] : table(cli, items));
  return EXIT.pass;
}

/** `touchstone nodes show`: all that is known of one. */
export async function showNode(cli: Cli, name: string): Promise<number> {
  const node = await (await cli.client()).get(pathOf(name), nodeSchema);
  cli.result(node, [...table(cli, [node]), ...details(cli, node)]);
  return EXIT.pass;
}

/** `touchstone nodes drain`: it finishes what it has, and is given nothing more. */
export async function drainNode(
  cli: Cli,
  name: string,
  options: { off?: boolean; by?: string },
): Promise<number> {
  const { off = false } = options;
  const node = await (await cli.client()).post(
    `${pathOf(name)}/drain`,
    { by: byOf(options), off },
    nodeSchema,
  );
  const text = off ? 'nodeDrainOff' : node.work === null ? 'nodeDrained' : 'nodeDraining';
  cli.result(node, [cli.say(text, { name })]);
  return EXIT.pass;
}

/** `touchstone nodes remove`: its token opens nothing any more. */
export async function removeNode(cli: Cli, name: string, options: { by?: string }): Promise<number> {
  const node = await (await cli.client()).post(`${pathOf(name)}/remove`, { by: byOf(options) }, nodeSchema);
  cli.result(node, [cli.say('nodeRemoved', { name })]);
  return EXIT.pass;
}

function byOf({ by }: { by?: string }): string {
  return by ?? userName() ?? 'cli';
}

function pathOf(name: string): string {
  return `/v1/nodes/${encodeURIComponent(name)}`;
}

function table({ say }: Cli, nodes: readonly NodeView[]): string[] {
  return tableLines(
    [
      { title: say('head_name') },
      { title: say('head_node_state') },
      { title: say('head_device') },
      { title: say('head_busy'), align: 'right' },
      { title: say('head_labels') },
      { title: say('head_work') },
    ],
    nodes.map((node) => [
      node.name,
      say(`node_${node.state}`),
      deviceOf(node),
      busyOf(node),
      node.labels.join(','),
      workOf(node),
    ]),
  );
}

function deviceOf({ health }: NodeView): string {
  if (health === null) return '';
  const { gpus, cpus, memoryMib } = health;
  if (gpus.length === 0) return `CPU ×${cpus}, ${gib(memoryMib)}`;
  const names = new Set(gpus.map(({ name }) => printable(name)));
  return `${[...names].join(' / ')} ×${gpus.length}, ${gib(gpus[0]!.memoryMib)}`;
}

function busyOf({ health }: NodeView): string {
  if (health === null) return '';
  const shares = health.gpus.flatMap(({ utilisation }) => (utilisation === null ? [] : [utilisation]));
  const share = shares.length > 0 ? Math.max(...shares) : health.cpuUtilisation;
  return share === null ? '' : `${Math.round(share)} %`;
}

function workOf({ work }: NodeView): string {
  if (work === null) return '';
  const percent = work.progress === null ? '' : ` ${Math.floor(work.progress.percent)} %`;
  return `${work.run} ${work.stage}${percent}`;
}

function details({ say }: Cli, node: NodeView): string[] {
  const { health, unfit, draining } = node;
  return [
    '',
    say('nodeCreated', { by: printable(node.createdBy), at: node.createdAt }),
    ...(node.version === null
      ? []
      : [say('nodeVersion', { version: printable(node.version), at: node.seenAt ?? '' })]),
    ...(draining === null ? [] : [say('nodeDrainedBy', { by: printable(draining.by), at: draining.at })]),
    ...(unfit === null ? [] : [say('nodeUnfit', { detail: printable(unfit.detail) })]),
    ...(health === null
      ? []
      : [
          ...health.gpus.map((gpu, n) => say('nodeGpu', { n, facts: gpuFacts(gpu) })),
          say('nodeMachine', {
            cpus: health.cpus,
            memory: gib(health.memoryMib),
            free: gib(health.freeMemoryMib),
            disk: gib(health.freeDiskMib),
            cache: gib(health.cacheMib),
          }),
        ]),
  ];
}

function gpuFacts({ name, driver, usedMib, memoryMib, temperature, utilisation, watts }: GpuHealth): string {
  return [
    printable(name),
    `${gib(usedMib)} / ${gib(memoryMib)}`,
    ...(utilisation === null ? [] : [`${utilisation} %`]),
    ...(temperature === null ? [] : [`${temperature} °C`]),
    ...(watts === null ? [] : [`${watts} W`]),
    `driver ${printable(driver)}`,
  ].join(', ');
}

function gib(mib: number): string {
  return `${(mib / 1024).toFixed(1)} GiB`;
}
