#!/usr/bin/env node
// Stands in for the trainer where a fault is tried a hundred times over and it is the agent and the service that are asked: the real
// one takes seconds to begin. It keeps to the protocol (stages/train/trainer/README.md): it waits for its job as on a machine where
// forks cannot work, and ends with it; events a line, a checkpoint that is written anew and renamed, the exit statuses, an end when told
// to or when standard input closes. It trains nothing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

let stopped = false;
const stop = () => {
  stopped = true;
};
process.on('SIGTERM', stop).stdin.on('end', stop);
/** @type {{ job: string }} */
const asked = await new Promise((resolve) => {
  const lines = createInterface({ input: process.stdin });
  lines.once('line', (line) => resolve(JSON.parse(line)));
});
const job = JSON.parse(readFileSync(asked.job, 'utf8'));
const { steps, step_ms: stepMs, checkpoint_bytes: bytes, work_dir: work, out_dir: out } = job;
const say = (/** @type {object} */ event) => process.stdout.write(`${JSON.stringify(event)}\n`);

// A work that brings down every node that takes it.
if (job.poisoned) process.kill(process.ppid, 'SIGKILL');

const folder = join(work, 'checkpoints');
mkdirSync(folder, { recursive: true });
const kept = existsSync(folder) ? readdirSync(folder).map((name) => Number(name.slice(0, -5))) : [];
const from = Math.max(0, ...kept);
if (from > 0) say({ event: 'resumed', step: from, total: steps });

/** @param {number} step */
function checkpoint(step) {
  const path = join(folder, `${step}.json`);
  // Every one differs, as weights do.
  const filling = createHash('sha256').update(`${process.pid} ${step}`).digest('hex').padEnd(bytes, 'x');
  writeFileSync(`${path}.partial`, JSON.stringify({ step, filling }));
  renameSync(`${path}.partial`, path);
  for (const name of readdirSync(folder)) if (name !== `${step}.json`) rmSync(join(folder, name));
}

try {
  for (let step = from + 1; step <= steps; step++) {
    await wait(stepMs);
    checkpoint(step);
    if (stopped) process.exit(3);
    say({ event: 'progress', stage: 'train', percent: (100 * step) / steps, loss: 1 / step });
  }
  mkdirSync(out, { recursive: true });
  const input = createHash('sha256').update(readFileSync(job.train_records)).digest('hex');
  writeFileSync(join(out, 'made.json'), JSON.stringify({ steps, from, input }));
  say({ event: 'result', steps, from, input });
  process.exit(0);
} catch (thrown) {
  const error = /** @type {NodeJS.ErrnoException} */ (thrown);
  if (error.code !== 'ENOSPC' && error.code !== 'EFBIG') throw error;
  say({ event: 'error', code: 'DISK_FULL', message: error.message });
  process.exit(4);
}
