import { argv, env, stdout } from 'node:process';
import { tableLines } from '../../pipeline/cli/terminal/table.ts';
import type { SweepReport } from '../../pipeline/contracts/data-reports.ts';
import { languageOf } from '../../pipeline/setup/terminal/language.mjs';
import { fill } from '../../pipeline/setup/texts/speak.mjs';
import { SLURM_INSTALL } from '../servers/slurm.ts';
import { CLUSTER_TEXTS, type ClusterText } from './cluster-texts.ts';
import { Cluster, NAME } from './cluster-world.ts';
import { type Candidate, errorText, type Search } from './search.ts';

/**
 * Played by `npm run demo:cluster`: one search for settings takes two nodes and, where its programs are there, a Slurm partition. A
 * job gives way to an urgent one, an agent is killed in mid-training; nothing is lost, and the best by validation becomes production.
 * The exit status is 0 when all went as told.
 */
const CANDIDATES = 4;
const NOT_HEARD: Pick<Candidate, 'takers' | 'restarts' | 'resumedAt'> = {
  takers: [],
  restarts: 0,
  resumedAt: [],
};
const texts = CLUSTER_TEXTS[languageOf(env, argv.slice(2))];
type Values = Readonly<Record<string, string | number>>;
const say = (text: ClusterText, values: Values = {}): void => {
  stdout.write(`${fill(texts[text], values)}\n`);
};
let parts = 0;
const part = (text: ClusterText): void => {
  stdout.write(`\n━━ ${++parts} · ${texts[text]} ━━\n`);
};
const differences: string[] = [];
const expect = (isSo: boolean, text: ClusterText, values: Values): void => {
  if (!isSo) differences.push(fill(texts[text], values));
};

await using cluster = await Cluster.open({ epochs: 24, leaseSeconds: 20, say });
const stop = (): void => {
  // What the play waits for ends with an error then, which is no news.
  process.on('uncaughtException', () => {});
  void cluster[Symbol.asyncDispose]().then(() => process.exit(130));
};
process.once('SIGINT', stop).once('SIGTERM', stop);
say('model');

part('take');
for (const node of ['gpu-1', 'gpu-2']) await cluster.startNode(node);
if (!cluster.hasSlurm) say('noSlurm', { install: SLURM_INSTALL });
say('asked', { candidates: CANDIDATES });
const search = await cluster.search(CANDIDATES, {
  took: ({ number, takers, restarts }) =>
    say(restarts === 0 ? 'takes' : 'takesOn', { taker: takers.at(-1)!, candidate: number }),
  waits: ({ number, takers }) => say('waitsAgain', { taker: takers.at(-1)!, candidate: number }),
});

const disturbed: Disturbed[] = [];
if (cluster.hasSlurm) {
  part('preempt');
  disturbed.push(await preemptOne(search));
}
part('kill');
disturbed.push(await killOne(search));
for (const { candidate, since } of disturbed) {
  const { step, total } = await search.until(() => candidate.resumedAt[0] ?? null);
  const seconds = Math.round((performance.now() - since) / 1000);
  say('goesOn', { candidate: candidate.number, taker: candidate.takers.at(-1)!, seconds, step, total });
}

part('best');
const run = await search.done;
const sweep = run.status === 'succeeded' ? await cluster.found(search) : null;
if (run.model !== null && sweep !== null) {
  const { version } = run.model;
  const { chosen } = sweep;
  await cluster.promote(version, `candidate ${chosen + 1} of ${CANDIDATES}: the lowest validation loss`);
  say('production', { version, name: NAME, candidate: chosen + 1, loss: lossOf(sweep, chosen).toFixed(4) });
}

part('outcome');
if (sweep !== null) showTable(sweep);
await judge(sweep);
stdout.write('\n');
if (differences.length === 0) say('asTold');
else {
  say('differs');
  for (const line of differences) stdout.write(`  ${line}\n`);
}
process.exitCode = differences.length === 0 ? 0 : 1;

/** A candidate whose training was broken off, and when. */
interface Disturbed {
  readonly candidate: Candidate;
  readonly since: number;
}

/** Has Slurm preempt one of our jobs. */
async function preemptOne(running: Search): Promise<Disturbed> {
  await running.until(() => (running.percent >= 15 ? true : null));
  const since = performance.now();
  say('urgent', { job: await cluster.submitUrgent(10) });
  const candidate = await running.until(() => {
    const onSlurm = [...running.candidates.values()].filter(({ takers }) => /^slurm/.test(takers[0] ?? ''));
    return onSlurm.find(({ restarts }) => restarts > 0) ?? null;
  });
  return { candidate, since };
}

/** Kills the agent of a node in mid-training, and starts it again. */
async function killOne(running: Search): Promise<Disturbed> {
  const { node, percent, candidate } = await running.until(async () => {
    const found = await cluster.nodeInTheMidst(30, 70);
    const held = found === null ? null : running.heldBy(found.node);
    return found === null || held === null ? null : { ...found, candidate: held };
  });
  const since = performance.now();
  const pid = await cluster.kill(node);
  say('killing', { pid, node, candidate: candidate.number, percent });
  await cluster.startNode(node);
  return { candidate, since };
}

/** What must be so. */
async function judge(found: SweepReport | null): Promise<void> {
  const { status, error, verdict } = run;
  expect(status === 'succeeded' && verdict === 'PASS', 'ran_otherwise', {
    ...{ status, verdict: verdict ?? texts.none },
    error: errorText(error),
  });
  for (const { candidate } of disturbed) {
    const { number, resumedAt, restarts } = candidate;
    expect(restarts > 0 && (resumedAt.at(-1)?.step ?? 0) > 0, 'not_resumed', { candidate: number });
  }
  const losses = found?.trials.map((_, index) => lossOf(found, index)) ?? [];
  const tried = losses.filter(Number.isFinite).length;
  expect(tried === CANDIDATES, 'lost', { tried, candidates: CANDIDATES });
  expect(found !== null && losses[found.chosen] === Math.min(...losses), 'not_best', {});
  const versions = await cluster.versions();
  expect(versions.length === 1 && versions[0]!.aliases.includes('production'), 'twice', {
    versions: versions.length,
  });
  say('counts', { tried, candidates: CANDIDATES, versions: versions.length });
}

function lossOf({ trials }: SweepReport, index: number): number {
  return trials[index]?.losses.at(-1) ?? Number.POSITIVE_INFINITY;
}

function showTable(found: SweepReport): void {
  const names = ['candidate', 'settings', 'where', 'restarts', 'resumed', 'loss'] as const;
  const rows = found.trials.map(({ settings }, index) => {
    const { takers, restarts, resumedAt } = search.candidates.get(index + 1) ?? NOT_HEARD;
    return [
      `${index + 1}${index === found.chosen ? ' ★' : ''}`,
      Object.entries(settings)
        .map(([field, value]) => `${field} ${value}`)
        .join(', '),
      takers.join(' → '),
      String(restarts),
      resumedAt.map(({ step, total }) => `${step}/${total}`).join(', ') || texts.none,
      lossOf(found, index).toFixed(4),
    ];
  });
  for (const line of tableLines(
    names.map((name) => ({ title: texts[name] })),
    rows,
  ))
    stdout.write(`${line}\n`);
  stdout.write('\n');
}
