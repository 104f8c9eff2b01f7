import assert from 'node:assert/strict';
import { type Import, importsOf, MODULES } from './sources.ts';

/**
 * Who may import whom. A room is a folder; `stages` stands for each stage's own room. A rule ending in `.ts` allows one
 * module of another room, which is then one that only computes.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'pipeline/contracts': [],
  datasets: ['pipeline/contracts'],
  reports: ['pipeline/contracts'],
  jenkins: ['pipeline/contracts', 'pipeline/egress'],
  stages: ['pipeline/contracts', 'datasets', 'reports'],
  'pipeline/setup': [],
  'pipeline/config': ['pipeline/contracts'],
  'pipeline/store': ['pipeline/contracts', 'pipeline/config'],
  'pipeline/queue': ['pipeline/contracts'],
  'pipeline/node': ['pipeline/contracts', 'pipeline/config/safe-path.ts', 'pipeline/cli/http'],
  'pipeline/executor': ['pipeline/contracts', 'pipeline/config', 'pipeline/slurm', 'jenkins'],
  'pipeline/slurm': ['pipeline/contracts'],
  'pipeline/bases': ['pipeline/contracts', 'pipeline/config'],
  // Parts of stages in worker threads.
  'pipeline/threads': ['pipeline/contracts', 'stages/parts.ts'],
  // The one way out of the house: resolve, check, dial.
  'pipeline/egress': [],
  'pipeline/generation': ['pipeline/contracts', 'pipeline/config', 'pipeline/egress'],
  // What is told to the outside, and how.
  'pipeline/notices': ['pipeline/contracts', 'pipeline/config', 'pipeline/egress'],
  // Dataset repositories; git dials by itself, the address that was checked here.
  'pipeline/git': ['pipeline/contracts', 'pipeline/config', 'pipeline/egress', 'pipeline/engine/spec.ts'],
  'pipeline/api': ['pipeline/contracts'],
  // The engine knows the queue by its port and the database by its rows.
  'pipeline/engine': [
    'pipeline/contracts',
    'pipeline/config',
    'pipeline/queue/port.ts',
    'pipeline/queue/calendar.ts',
    'pipeline/queue/job-outcome.ts',
    'pipeline/queue/tasks.ts',
    'pipeline/queue/catalog.ts',
    'pipeline/store/rows',
    'pipeline/store/database/database.ts',
    'pipeline/threads/make-part.ts',
    'pipeline/threads/outcomes.ts',
  ],
  'pipeline/main': [
    ...[
      'contracts',
      'config',
      'store',
      'queue',
      'executor',
      'bases',
      'generation',
      'notices',
      'git',
      'api',
      'engine',
      'threads',
    ].map((room) => `pipeline/${room}`),
    'stages/evaluate/paired-runs.ts',
    'stages/parts.ts',
    'stages/registry.ts',
    'reports/render.tsx',
    'datasets/columns/mapping.ts',
    'datasets/diff/compare.ts',
    'datasets/fingerprint/find-record.ts',
    'datasets/personal/sealed-map.ts',
    'datasets/personal/unmask-record.ts',
  ],
  // A client of the API that can also start a service; `doctor` looks at executor and bases by themselves.
  'pipeline/cli': [
    'pipeline/contracts',
    'pipeline/config',
    'pipeline/setup',
    'pipeline/main',
    'pipeline/executor/local.ts',
    'jenkins',
    'pipeline/bases',
    'pipeline/node',
    'pipeline/notices',
    'pipeline/slurm',
    'pipeline/generation/probe.ts',
    'pipeline/check/check-dataset.ts',
    'datasets/diff/compare.ts',
    'pipeline/convert/convert-dataset.ts',
    'pipeline/convert/generated-records.ts',
    'pipeline/generate-dataset/generate-dataset.ts',
    'pipeline/evaluate/answer-report.ts',
    'pipeline/evaluate/evaluate-answers.ts',
    'pipeline/evaluate/endpoint/evaluate-endpoint.ts',
    'pipeline/evaluate/endpoint/evaluate-written.ts',
    'pipeline/evaluate/endpoint/settings.ts',
    'pipeline/evaluate/evaluate-files.ts',
    'pipeline/evaluate/report.ts',
    'pipeline/evaluate/swaps.ts',
    'datasets/columns/mapping.ts',
    'datasets/markup.ts',
    'pipeline/engine/spec.ts',
    'pipeline/store/artifacts/tree.ts',
    'reports/page/paths.ts',
    'reports/schema/figures-schema.ts',
    'reports/schema/generate-schema.ts',
    'reports/schema/report-schema.ts',
  ],
  // The data stages on files of this machine, without a service.
  'pipeline/check': [
    'pipeline/contracts',
    'pipeline/config',
    'pipeline/store/artifacts/directory.ts',
    'pipeline/threads',
    'stages/parts.ts',
    'stages/registry.ts',
  ],
  // Records made by a text model from files of this machine, without a service.
  'pipeline/generate-dataset': [
    'pipeline/contracts',
    'pipeline/config',
    'pipeline/check/local-context.ts',
    'pipeline/convert/target-file.ts',
    'pipeline/convert/whole-file.ts',
    'pipeline/engine/generation.ts',
    'pipeline/engine/spec.ts',
    'pipeline/generation/endpoint.ts',
    'pipeline/store/artifacts/directory.ts',
    'pipeline/threads',
    'datasets',
    'stages/registry.ts',
  ],
  // Files of this machine in another form, without a service.
  'pipeline/convert': ['pipeline/contracts', 'pipeline/config', 'datasets', 'stages/ingest/file-spool.ts'],
  // A file of predictions, or a model behind an endpoint, judged by a file of truth, without a service.
  'pipeline/evaluate': [
    'pipeline/contracts',
    'pipeline/config',
    'pipeline/generate-dataset/answer-journal.ts',
    'pipeline/generation/endpoint.ts',
    'datasets',
    'reports',
    'stages/evaluate',
    'stages/ingest/file-spool.ts',
  ],
  'pipeline/demo': ['pipeline/contracts', 'pipeline/config', 'pipeline/setup', 'pipeline/cli'],
};

/** The one place that knows a package, or one in each of two rooms that may not import each other; others ask that place. */
const OWNERS: Readonly<Record<string, string | readonly string[]>> = {
  '@aws-sdk/client-s3': 'pipeline/store/artifacts/s3-client.ts',
  '@aws-sdk/lib-storage': 'pipeline/store/artifacts/s3-client.ts',
  '@electric-sql/pglite': 'pipeline/store/database/',
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
