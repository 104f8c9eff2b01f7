/**
 * Refining in parts on 1, 2 and 4 worker threads beside refining as a whole: all rules but `label_noise`, and only the rules that
 * judge each record by itself. Turns are taken, and the least of the rounds counts.
 * `npx tsx bench/shards.ts [ROWS] [ROUNDS]`
 */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUALITY_RULES } from '../datasets/quality/registry.ts';
import { runHere } from '../pipeline/check/local-context.ts';
import type { BlobRef } from '../pipeline/contracts/artifact.ts';
import { REFINE_RULES } from '../pipeline/contracts/quality.ts';
import { pipelineSpecSchema } from '../pipeline/contracts/spec.ts';
import type { Stage } from '../pipeline/contracts/stage.ts';
import { DirectoryStore } from '../pipeline/store/artifacts/directory.ts';
import { ThreadPool } from '../pipeline/threads/thread-pool.ts';
import { refine, refineRecords } from '../stages/refine/stage.ts';
import { STAGES } from '../stages/registry.ts';
import { dirtyTable } from '../test/unit/stages/refine/dirty-table.ts';

const rows = Number(process.argv[2] ?? 200_000);
const rounds = Number(process.argv[3] ?? 2);
const WORKERS = [0, 1, 2, 4] as const;

/** The stage, never divided. */
const whole: Stage = {
  ...(refine as Stage),
  run: (inputs, config, context) =>
    refineRecords(inputs, config as Parameters<typeof refineRecords>[1], context, {
      from: Number.POSITIVE_INFINITY,
      bytes: 0,
    }),
};
const setRules = REFINE_RULES.filter((rule) => QUALITY_RULES[rule].scope === 'set');
const OFF = {
  'all but label_noise': ['label_noise'],
  'single records alone': setRules,
} as const;

const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
const artifacts = await DirectoryStore.open(join(directory, 'artifacts'));
const signal = new AbortController().signal;
const pools = new Map(WORKERS.map((count) => [count, new ThreadPool(Math.max(1, count))]));

async function run(
  stage: Stage,
  inputs: Record<string, BlobRef | null>,
  workers: number,
  off: readonly string[],
) {
  const spec = pipelineSpecSchema.parse({
    refine: { rules: Object.fromEntries(off.map((rule) => [rule, 'off'])) },
  });
  const work = join(directory, `${stage.name}-${workers}`);
  await mkdir(work, { recursive: true });
  const threads = pools.get(workers as (typeof WORKERS)[number])!;
  const before = process.cpuUsage();
  const started = performance.now();
  const here = { directory: work, artifacts, spec, signal, threads, onProgress: () => {} };
  const { outputs } = await runHere(stage, inputs, here);
  const { user, system } = process.cpuUsage(before);
  return { outputs, wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

try {
  const made = dirtyTable(rows, 11).map(({ messages, label }) =>
    JSON.stringify({ text: messages[0]!.content, label }),
  );
  const file = join(directory, 'rows.jsonl');
  writeFileSync(file, `${made.join('\n')}\n`);
  const dataset = await artifacts.putStream(createReadStream(file));
  const { outputs: taken } = await run(STAGES.ingest, { dataset, test: null }, 1, []);
  const inputs = { records: taken.records as BlobRef, test: null };
  console.log(`${rows.toLocaleString('en')} records, every third dirty; ${rounds} rounds, the best of each`);
  for (const [name, off] of Object.entries(OFF)) {
    const best = new Map<number, { wall: number; cpu: number }>();
    const digests = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      for (const workers of WORKERS) {
        const { outputs, wall, cpu } = await run(workers === 0 ? whole : STAGES.refine, inputs, workers, off);
        digests.add(JSON.stringify(outputs));
        if (wall < (best.get(workers)?.wall ?? Number.POSITIVE_INFINITY)) best.set(workers, { wall, cpu });
      }
    }
    console.log(`${name}: ${digests.size === 1 ? 'the same bytes in all runs' : 'DIFFERENT RESULTS'}`);
    const one = best.get(1)!.wall;
    for (const [workers, { wall, cpu }] of best) {
      const of = workers === 0 ? 'undivided' : `${workers} worker${workers === 1 ? '' : 's'}`;
      console.log(
        `  ${of.padEnd(10)} ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU, ${(one / wall).toFixed(2)} x one worker`,
      );
    }
  }
} finally {
  for (const pool of pools.values()) await pool.close();
  rmSync(directory, { recursive: true, force: true });
}
