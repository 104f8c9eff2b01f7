import { argv, env, stdout } from 'node:process';
import { tableLines } from '../../pipeline/cli/terminal/table.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { languageOf } from '../../pipeline/setup/terminal/language.mjs';
import { fill } from '../../pipeline/setup/texts/speak.mjs';
import { SLURM_INSTALL } from '../servers/slurm.ts';
import { CLUSTER_TEXTS, type ClusterText } from './cluster-texts.ts';
import { Cluster, NAME } from './cluster-world.ts';
import { errorText, type Trial } from './trial.ts';

/**
 * Played by `npm run demo:cluster`: a sweep by hand over two nodes and, where its programs are there, a Slurm partition. An agent is
 * killed in mid-training, a training gives way to an urgent one, Slurm warns another; nothing is lost, and the best by validation
 * becomes production. The exit status is 0 when all went as told.
 */
const texts = CLUSTER_TEXTS[languageOf(env, argv.slice(2))];
const say = (text: ClusterText, values: Readonly<Record<string, string | number>> = {}): void => {
  const spoken = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && value.startsWith('@') ? texts[value.slice(1) as ClusterText] : value,
  ]);
  stdout.write(`${fill(texts[text], Object.fromEntries(spoken))}\n`);
};
const differences: string[] = [];
const expect = (
  isSo: boolean,
  text: ClusterText,
  values: Readonly<Record<string, string | number>>,
): void => {
  if (!isSo) differences.push(fill(texts[text], values));
};

await using cluster = await Cluster.open({ epochs: 16, leaseSeconds: 20, say });
const stop = (): void => {
  // What the play waits for ends with an error then, which is no news.
  process.on('uncaughtException', () => {});
  void cluster[Symbol.asyncDispose]().then(() => process.exit(130));
};
process.once('SIGINT', stop).once('SIGTERM', stop);
say('model');

stdout.write('\n');
say('nodes');
for (const node of ['gpu-1', 'gpu-2']) await cluster.startNode(node);
for (const [rate, rank] of [
  [0.02, 8],
  [0.01, 8],
  [0.02, 4],
  [0.005, 16],
] as const)
  await cluster.start({ rate, rank, urgent: false });

const [[, first]] = [...(await cluster.inTheMidst(1, 25, 70))] as [[string, Trial]];
stdout.write('\n');
say('kill');
const killedAt = performance.now();
const killed = await cluster.kill(first);
await first.until(({ resumedAt }) => resumedAt.length > 0);
const seconds = Math.round((performance.now() - killedAt) / 1000);
const node = first.takers.at(-1)!;
say('elsewhere', { trial: first.number, node, seconds, ...first.resumedAt[0]! });
await cluster.startNode(killed);

const busy = await cluster.inTheMidst(2, 8, 85);
stdout.write('\n');
say('preempt');
const urgent = await cluster.start({ rate: 0.01, rank: 4, urgent: true });
await urgent.until(({ takers }) => takers.length > 0);
const gaveWay = busy.get(urgent.takers[0]!)!;
say('gaveWay', { trial: gaveWay.number, node: urgent.takers[0]!, urgent: urgent.number });
const runs = new Map<Trial, RunView>();
for (const trial of cluster.trials) runs.set(trial, await trial.done);

stdout.write('\n');
const warned = await onSlurm();

const best = await publishBest();
await showTable();
expect(new Set(first.takers).size > 1, 'not_elsewhere', { trial: first.number });
for (const trial of [first, gaveWay, warned]) {
  if (trial !== null)
    expect(trial.restarts > 0 && (trial.resumedAt.at(-1)?.step ?? 0) > 0, 'not_resumed', {
      trial: trial.number,
    });
}
expect(gaveWay.takers.length > 1, 'not_preempted', { trial: gaveWay.number });
for (const [trial, { status, error, verdict }] of runs) {
  expect(status === 'succeeded', 'ran_otherwise', { trial: trial.number, status, error: errorText(error) });
  expect(verdict === 'PASS', 'passed_otherwise', { trial: trial.number, verdict: verdict ?? texts.none });
}
const versions = await cluster.versions();
expect(versions.length === runs.size, 'twice', { runs: runs.size, versions: versions.length });
expect(
  versions.find(({ aliases }) => aliases.includes('production'))?.version === best?.model?.version &&
    best !== null,
  'not_best',
  {},
);
const ended = [...runs.values()].filter(({ status }) => status === 'succeeded').length;
say('counts', { runs: cluster.trials.length, ended, versions: versions.length });
stdout.write('\n');
if (differences.length === 0) say('asTold');
else {
  say('differs');
  for (const line of differences) stdout.write(`  ${line}\n`);
}
process.exitCode = differences.length === 0 ? 0 : 1;

/** Two more of the sweep; one of their jobs is warned. Null where there is no Slurm. */
async function onSlurm(): Promise<Trial | null> {
  if (!(await cluster.moveToSlurm())) {
    say('noSlurm', { install: SLURM_INSTALL });
    return null;
  }
  say('slurm');
  const one = await cluster.start({ rate: 0.015, rank: 8, urgent: false });
  const other = await cluster.start({ rate: 0.015, rank: 16, urgent: false });
  await one.until(({ percent, takers }) => percent >= 30 && takers.length > 0);
  await cluster.warn(one);
  for (const trial of [one, other]) runs.set(trial, await trial.done);
  return one;
}

function lossOf(run: RunView): number {
  const loss = run.stages.find(({ stage }) => stage === 'train')?.summary?.validation_loss;
  return typeof loss === 'number' ? loss : Number.POSITIVE_INFINITY;
}

async function publishBest(): Promise<RunView | null> {
  stdout.write('\n');
  say('best');
  const published = [...runs].filter(([, { model }]) => model !== null);
  const [found] = published.sort(([, a], [, b]) => lossOf(a) - lossOf(b));
  if (found === undefined) return null;
  const [trial, run] = found;
  const { version } = run.model!;
  await cluster.promote(version, `lowest validation loss of ${published.length} trials`);
  say('production', { version, name: NAME, trial: trial.number, loss: lossOf(run).toFixed(4) });
  return run;
}

async function showTable(): Promise<void> {
  stdout.write('\n');
  say('outcome');
  const names = [
    'trial',
    'rate',
    'rank',
    'where',
    'restarts',
    'resumed',
    'loss',
    'status',
    'verdict',
    'version',
  ];
  const rows = [...runs].map(([{ number, settings, takers, restarts, resumedAt }, run]) => [
    String(number),
    String(settings.rate),
    String(settings.rank),
    takers.join(' → '),
    String(restarts),
    resumedAt.length === 0 ? texts.none : resumedAt.map(({ step, total }) => `${step}/${total}`).join(', '),
    lossOf(run).toFixed(4),
    run.status,
    run.verdict ?? texts.none,
    run.model === null ? texts.none : String(run.model.version),
  ]);
  const columns = names.map((name) => ({ title: texts[name as ClusterText] }));
  for (const line of tableLines(columns, rows)) stdout.write(`${line}\n`);
  stdout.write('\n');
}
