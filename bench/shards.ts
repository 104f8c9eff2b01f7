/**
 * Ingest and refine of one table on 1, 2 and 4 services, each a process of its own that stands for a machine: all have the
 * same share of a core (`machine.ts`), the same PostgreSQL, Redis and S3, and nothing else in common. Beside them one that
 * never divides a table. All rules but `label_noise`, and only the rules that judge each record by itself.
 * `npx tsx bench/shards.ts [ROWS] [SHARE] [RULES]`, where RULES is `all`, `single` or both by default; Linux alone.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUALITY_RULES } from '../datasets/quality/registry.ts';
import { REFINE_RULES, type RefineRule } from '../pipeline/contracts/quality.ts';
import type { RunView } from '../pipeline/contracts/views.ts';
import { startPostgres } from '../test/servers/postgres.ts';
import { startRedis } from '../test/servers/redis.ts';
import { startS3 } from '../test/servers/s3.ts';
import { dirtyTable } from '../test/unit/stages/refine/dirty-table.ts';
import { runToEnd, upload } from './client.ts';
import { Machine } from './machine.ts';

const rows = Number(process.argv[2] ?? 300_000);
const share = Number(process.argv[3] ?? 0.25);
const SETUPS = [
  { machines: 1, divides: false },
  { machines: 1, divides: true },
  { machines: 2, divides: true },
  { machines: 4, divides: true },
];
const OFF: Readonly<Record<string, readonly RefineRule[]>> = {
  all: ['label_noise'],
  single: REFINE_RULES.filter((rule) => QUALITY_RULES[rule].scope === 'set'),
};
const names = process.argv[4] === undefined ? Object.keys(OFF) : [process.argv[4]];

interface Figures {
  readonly ingest: number;
  readonly refine: number;
  /** Of each machine, in both stages. */
  readonly cpu: readonly number[];
  readonly outputs: string;
}

const [postgres, redis, s3] = await Promise.all([startPostgres(), startRedis(), startS3()]);
if (postgres === null || redis === null || s3 === null)
  throw new Error('PostgreSQL, Redis and an S3 are needed here: see test/README.md');

function table(count: number, seed: number): Blob {
  const lines = dirtyTable(count, seed).map(({ messages, label }) =>
    JSON.stringify({ text: messages[0]!.content, label }),
  );
  return new Blob([`${lines.join('\n')}\n`]);
}

const stageOf = (run: RunView, name: string) => run.stages.find(({ stage }) => stage === name)!;

/** One installation: servers that it shares with nobody, and machines that have worked a little before. */
async function measure(setup: (typeof SETUPS)[number], off: readonly RefineRule[]): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  const environment = {
    PATH: process.env.PATH ?? '',
    TOUCHSTONE_CPU_WORKERS: '1',
    TOUCHSTONE_NAMESPACE: `t${randomBytes(6).toString('hex')}`,
    DATABASE_URL: await postgres!.createDatabase(),
    REDIS_URL: redis!.url,
    S3_ENDPOINT: s3!.endpoint,
    S3_BUCKET: s3!.bucket,
    S3_PREFIX: randomBytes(6).toString('hex'),
    S3_ACCESS_KEY_ID: s3!.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3!.secretAccessKey,
  };
  const machines: Machine[] = [];
  try {
    for (let n = 0; n < setup.machines; n++) {
      const own = { ...environment, TOUCHSTONE_HOME: join(directory, `home-${n}`) };
      machines.push(await Machine.start(own, setup.divides));
    }
    const { url } = machines[0]!;
    const spec = { refine: { rules: Object.fromEntries(off.map((rule) => [rule, 'off'])) } };
    const dataset = await upload(url, 'shards', small);
    await finished(await runToEnd(url, dataset.id, 0, spec));
    const { id } = await upload(url, 'shards', large);
    const work = () => runToEnd(url, id, 0, spec);
    const { result, cpu } = await Machine.slow(machines, share, work);
    const run = await finished(result);
    const [ingest, refine] = ['ingest', 'refine'].map((name) => stageOf(run, name));
    const outputs = JSON.stringify(refine!.outputs);
    return { ingest: ingest!.seconds!, refine: refine!.seconds!, cpu, outputs };
  } finally {
    await Promise.all(machines.map((machine) => machine.stop()));
    rmSync(directory, { recursive: true, force: true });
  }
}

async function finished(run: RunView): Promise<RunView> {
  if (run.status !== 'succeeded')
    throw new Error(`the run ended as ${run.status}: ${JSON.stringify(run.error)}`);
  return run;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const [small, large] = [table(Math.ceil(rows / 10), 12), table(rows, 11)];
console.log(
  `${rows.toLocaleString('en')} records, every third dirty; each machine has ${share} of a core (load before: ${loadavg()[0]!.toFixed(1)})`,
);
try {
  for (const name of names) {
    const off = OFF[name]!;
    console.log(
      `\n${off.length === 1 ? 'all rules but label_noise' : 'the rules that judge each record by itself'}`,
    );
    const digests = new Set<string>();
    let one: number | null = null;
    for (const setup of SETUPS) {
      const { ingest, refine, cpu, outputs } = await measure(setup, off);
      digests.add(outputs);
      if (setup.divides) one ??= refine;
      const speedUp = one === null ? null : one / refine;
      const what = setup.divides
        ? `${setup.machines} machine${setup.machines === 1 ? '' : 's'}`
        : 'undivided';
      const gain =
        speedUp === null
          ? ''
          : `; ${speedUp.toFixed(2)} x one machine, ${Math.round((100 * speedUp) / setup.machines)} % of ${setup.machines}`;
      const seconds = cpu.map((value) => value.toFixed(1));
      // The busiest is never slowed down by anything but its share, or the figures are worth nothing.
      const fair = Math.max(...cpu) / (share * (ingest + refine));
      console.log(
        `  ${what.padEnd(10)} refine ${refine.toFixed(1)} s${gain}; ingest ${ingest.toFixed(1)} s; CPU ${seconds.join(' + ')} s (the busiest had ${Math.round(100 * fair)} % of its share)`,
      );
    }
    console.log(`  ${digests.size === 1 ? 'the same bytes from all' : 'DIFFERENT RESULTS'}`);
  }
} finally {
  await Promise.all([postgres.stop(), redis.stop(), s3.stop()]);
}
