/**
 * The figures of an evaluation with 1,000 bootstrap draws, 100,000 predictions in 20 classes: every headline metric and
 * each class's F1 with intervals, beside numpy's multinomial bootstrap over the confusion's cells and scikit-learn's
 * `f1_score` in a loop over resampled records, on the same records.
 * Time on the clock, and of the processor, which other work on the machine disturbs less.
 * `npx tsx bench/evaluation.ts`; the peer needs numpy and scikit-learn: `EVALUATION_PYTHON` or `.venv/bin/python`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countPairs } from '../stages/evaluate/metrics/confusion.ts';
import { fullIntervals } from '../stages/evaluate/statistics/full-bootstrap.ts';
import { Random } from '../stages/evaluate/statistics/random.ts';

const [RECORDS, CLASSES, DRAWS, REPEAT] = [100_000, 20, 1000, 9];

const random = Random.of(1, 'bench');
const truth = Int32Array.from({ length: RECORDS }, () => Math.floor(random.uniform() * CLASSES));
const answers = truth.map((t) => (random.uniform() < 0.85 ? t : Math.floor(random.uniform() * CLASSES)));

function ours(seed: number): { ms: number; cpu: number; interval: readonly [number, number] } {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const bootstrap = { draws: DRAWS, confidence: 0.95, random: Random.of(seed, 'intervals') };
  const work = fullIntervals(countPairs(CLASSES, truth, answers), bootstrap);
  let step = work.next();
  while (!step.done) step = work.next();
  const { user, system } = process.cpuUsage(used);
  const cpu = (user + system) / 1000;
  return { ms: performance.now() - started, cpu, interval: step.value.metrics.macro_f1! };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const shown = (interval: readonly number[]) => interval.map((end) => end.toFixed(4)).join('–');

// The first runs are still being compiled.
const runs = Array.from({ length: REPEAT }, (_, seed) => ours(seed));
const mine = median(runs.map(({ ms }) => ms));
const cpu = median(runs.map((one) => one.cpu));
console.log(
  `ours          ${mine.toFixed(1)} ms, processor ${cpu.toFixed(1)} ms (the first ${runs[0]!.ms.toFixed(1)}); macro-F1 ${shown(runs.at(-1)!.interval)}`,
);

const python = process.env.EVALUATION_PYTHON ?? join(import.meta.dirname, '../.venv/bin/python');
if (!existsSync(python)) console.log('peers         left out: no Python (see the head of this file)');
else {
  const script = join(import.meta.dirname, 'evaluation-peer.py');
  const input = JSON.stringify({ truth: [...truth], answers: [...answers], draws: DRAWS, classes: CLASSES });
  const { status, stdout, stderr } = spawnSync(python, [script], { input, maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`The peer ended with ${status}: ${stderr}`);
  const { numpy, loop } = JSON.parse(stdout.toString());
  console.log(
    `numpy         ${numpy.ms.toFixed(1)} ms, processor ${numpy.cpu.toFixed(1)} ms; macro-F1 ${shown(numpy.interval)}`,
  );
  console.log(
    `scikit-learn  ${loop.ms.toFixed(0)} ms for ${DRAWS} draws (from ${loop.measured}); macro-F1 of the sample ${loop.f1.toFixed(4)}`,
  );
  console.log(
    `ratio         ${(numpy.ms / mine).toFixed(2)} × numpy, by processor time ${(numpy.cpu / cpu).toFixed(2)} × (at least 1 wanted), ${(loop.ms / mine).toFixed(0)} × the loop (at least 200 wanted)`,
  );
}
