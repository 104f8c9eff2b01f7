import assert from 'node:assert/strict';
import { MAY_IMPORT } from './rooms.ts';
import { type Import, importsOf, MODULES } from './sources.ts';

/** The one place that knows a package, or one in each of two rooms that may not import each other; others ask that place. */
const OWNERS: Readonly<Record<string, string | readonly string[]>> = {
  '@aws-sdk/client-s3': 'pipeline/store/artifacts/s3-client.ts',
  '@aws-sdk/lib-storage': 'pipeline/store/artifacts/s3-client.ts',
  '@electric-sql/pglite': 'pipeline/store/database/',
  '@kubernetes/client-node': 'pipeline/kubernetes/',
  '@hpcc-js/wasm-zstd': 'datasets/compression/',
  '@fastify/busboy': 'pipeline/api/upload/',
  'apache-arrow': 'datasets/',
  bullmq: 'pipeline/queue/',
  commander: 'pipeline/cli/',
  'cron-parser': 'pipeline/queue/calendar.ts',
  express: 'pipeline/api/',
  htmlparser2: 'datasets/',
  hyparquet: 'datasets/',
  'hyparquet-writer': 'datasets/write/containers/parquet.ts',
  ioredis: 'pipeline/queue/',
  jenkins: 'jenkins/',
  nodemailer: 'pipeline/notices/send/smtp.ts',
  'opencc-js': 'datasets/text/simplified/',
  'pdfjs-dist': 'datasets/documents/formats/',
  pg: 'pipeline/',
  preact: 'reports/',
  'preact-render-to-string': 'reports/render.tsx',
  'prom-client': 'pipeline/main/metrics.ts',
  saxes: ['datasets/', 'jenkins/job/element.ts'],
  'simple-git': 'pipeline/git/process.ts',
  tsx: 'pipeline/threads/thread-of-sources.mjs',
  yauzl: 'datasets/',
  yazl: 'pipeline/',
};

/** Packages without which a pure room gets on. */
const PURE_ROOMS = ['pipeline/contracts', 'datasets', 'reports', 'stages'];
const PURE_PACKAGES = [
  'zod',
  '@hpcc-js/wasm-zstd',
  'apache-arrow',
  'htmlparser2',
  'hyparquet',
  'hyparquet-writer',
  'opencc-js',
  'pdfjs-dist',
  'preact',
  'preact-render-to-string',
  'saxes',
  'yauzl',
];

/** The room of a module: `pipeline/<room>`, `stages/<stage>`, or the top folder. */
function roomOf(path: string): string {
  const [top, second] = path.split('/');
  const deeper = path.split('/').length > 2;
  return (top === 'pipeline' || top === 'stages') && deeper ? `${top}/${second}` : top!;
}

/** The rule that a room goes by. */
function ruleOf(room: string): string {
  return room.startsWith('stages/') ? 'stages' : room;
}

function isAllowed({ from, to }: Import): boolean {
  const [room, target] = [roomOf(from), roomOf(to!)];
  if (room === target) return true;
  // The registry is where the stages meet.
  if (from === 'stages/registry.ts' || from === 'stages/parts.ts')
    return target.startsWith('stages/') || target === 'pipeline/contracts';
  const allowed = MAY_IMPORT[ruleOf(room)] ?? [];
  return allowed.some((rule) => to === rule || to!.startsWith(`${rule}/`));
}

describe('who may import whom', () => {
  const imports = MODULES.flatMap(importsOf);
  const ours = imports.filter((one) => one.to !== null);
  const theirs = imports.filter((one) => one.package !== null && !one.package.startsWith('node:'));

  it('has a rule for every room', () => {
    const rooms = new Set(MODULES.map((module) => ruleOf(roomOf(module.path))));
    assert.deepEqual(
      [...rooms].filter((room) => !(room in MAY_IMPORT)),
      [],
    );
  });

  it('sees the imports there are', () => {
    assert.ok(ours.length > 500 && theirs.length > 50, `${ours.length} and ${theirs.length}`);
    const known = new Set(MODULES.map((module) => module.path));
    const lost = ours.filter((one) => !known.has(one.to!) && /\.(tsx?|mjs)$/.test(one.to!));
    assert.deepEqual(lost, []);
  });

  it('is kept by every module', () => {
    assert.deepEqual(
      ours.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} → ${to}`),
      [],
    );
  });

  it('lets one place know each package', () => {
    const strangers = theirs.filter((one) => {
      const owner = OWNERS[one.package!];
      return owner !== undefined && ![owner].flat().some((place) => one.from.startsWith(place));
    });
    assert.deepEqual(
      strangers.map(({ from, package: name }) => `${from} → ${name}`),
      [],
    );
  });

  it('keeps SDKs out of the rooms that only compute', () => {
    const impure = theirs.filter(
      (one) =>
        PURE_ROOMS.some((room) => one.from.startsWith(`${room}/`)) && !PURE_PACKAGES.includes(one.package!),
    );
    assert.deepEqual(
      impure.map(({ from, package: name }) => `${from} → ${name}`),
      [],
    );
  });

  it('has no cycles', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of ours) edges.set(from, [...(edges.get(from) ?? []), to!]);
    assert.deepEqual(cyclesIn(edges), []);
  });

  it('finds a cycle where there is one', () => {
    const edges = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    assert.deepEqual(cyclesIn(edges), [['a', 'b', 'c']]);
  });
});

/** Groups of modules that reach each other (Tarjan's strongly connected components of more than one). */
function cyclesIn(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (node: string): void => {
    order.set(node, order.size);
    low.set(node, order.get(node)!);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== order.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) cycles.push(group.sort());
  };
  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return cycles;
}
