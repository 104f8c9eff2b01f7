/**
 * Near duplicates from texts to clusters, beside Python's datasketch (MinHash of 128 permutations, MinHashLSH) on the same
 * texts and the same shingles, and the recall of both against the exact Jaccard similarity of all pairs.
 * `npx tsx bench/near-duplicate.ts [ROWS]`; the peer needs
 * `python3 -m venv DIR && DIR/bin/pip install datasketch==2.0.0` and `DATASKETCH_PYTHON=DIR/bin/python`.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { bandingFor } from '../datasets/near-duplicate/banding.ts';
import { Clusters } from '../datasets/near-duplicate/clusters.ts';
import { NearDuplicateIndex } from '../datasets/near-duplicate/near-duplicate-index.ts';
import { type ExactPair, exactPairs } from '../test/unit/datasets/near-duplicate/exact-pairs.ts';
import { madeTexts } from '../test/unit/datasets/near-duplicate/made-texts.ts';
import { plainShingles } from '../test/unit/datasets/near-duplicate/plain.ts';
import { type SketchedPiece, textsOf } from './sketched-piece.ts';

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    threshold: { type: 'string', default: '0.8' },
    repeat: { type: 'string', default: '5' },
  },
  allowPositionals: true,
});
const rows = Number(positionals[0] ?? 20_000);
const threshold = Number(values.threshold);

/** Seconds of the clock and of the processor. */
interface Time {
  readonly wall: number;
  readonly cpu: number;
}

interface PeerReport extends Time {
  readonly version: string;
  /** Shingling alone, of `cpu`. */
  readonly shingling: number;
  /** Different shingles of each text, added up over the texts. */
  readonly shingles: number;
  readonly pairs: readonly (readonly [one: number, other: number])[];
  /** CPU seconds a text, sketched as datasketch's documentation shows, an update for each shingle; its shingling included. */
  readonly documented: number;
}

function ours(texts: readonly string[]): { index: NearDuplicateIndex; time: Time } {
  const before = process.cpuUsage();
  const started = performance.now();
  const index = new NearDuplicateIndex({ threshold, expected: texts.length });
  for (const text of texts) index.add(text);
  index.clusters();
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { index, time: { wall, cpu: (user + system) / 1e6 } };
}

/** Texts that pass from thread to thread together. */
const PIECE = 500;
/** Of ten pieces so many are sketched by the other thread, so that both are busy to the end. */
const OTHERS = 7;

/** The same on two threads: one sketches most texts, the other the rest and joins all in their order. */
async function onTwoThreads(texts: readonly string[]): Promise<{ index: NearDuplicateIndex; time: Time }> {
  const banding = bandingFor(threshold);
  const other = new Worker(new URL('./sketching-thread.mjs', import.meta.url), { workerData: banding });
  const pieces = Array.from({ length: Math.ceil(texts.length / PIECE) }, (_, at) => ({
    texts: texts.slice(at * PIECE, (at + 1) * PIECE),
    isElsewhere: at % 10 < OTHERS,
  }));
  // Warm, as a thread of the service is.
  for (const _ of [1, 2, 3]) await exchanged(other, pieces[0]!.texts);
  const before = process.cpuUsage();
  const started = performance.now();
  const index = new NearDuplicateIndex({ threshold, expected: texts.length });
  const arrived: SketchedPiece[] = [];
  let wake = () => {};
  other.on('message', (piece: SketchedPiece) => {
    arrived.push(piece);
    wake();
  });
  for (const piece of pieces) if (piece.isElsewhere) other.postMessage(piece.texts);
  for (const piece of pieces) {
    if (!piece.isElsewhere) {
      for (const text of piece.texts) index.add(text);
      await setImmediate();
      continue;
    }
    while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    for (const text of textsOf(arrived.shift()!, banding)) index.add(text);
  }
  index.clusters();
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  await other.terminate();
  return { index, time: { wall, cpu: (user + system) / 1e6 } };
}

async function exchanged(other: Worker, texts: readonly string[]): Promise<void> {
  other.postMessage(texts);
  await once(other, 'message');
}

function peer(texts: readonly string[], python: string): PeerReport {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  try {
    const [file, report] = [join(directory, 'texts.json'), join(directory, 'report.json')];
    writeFileSync(file, JSON.stringify(texts));
    const script = join(import.meta.dirname, 'near-duplicate-peer.py');
    const { status } = spawnSync(python, [script, file, report, String(threshold)], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`The peer ended with ${status}`);
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
const speed = ({ wall, cpu }: Time) => `${whole(rows / wall)} rows/s (${whole(rows / cpu)} a CPU second)`;

/** Share of the exact pairs that are in one cluster. */
function recall(pairs: readonly ExactPair[], rootOf: (row: number) => number): number {
  return pairs.filter(({ one, other }) => rootOf(one) === rootOf(other)).length / pairs.length;
}

const texts = [...madeTexts(rows, Number(values.seed))];
const characters = texts.reduce((sum, { length }) => sum + length, 0);
console.log(`${whole(rows)} texts of ${Math.round(characters / rows)} characters, threshold ${threshold}`);

// The median of several, the first of which is still being compiled; the peer has no such beginning.
const runs = Array.from({ length: Number(values.repeat) }, () => ours(texts));
const { index, time } = runs.sort((one, other) => one.time.cpu - other.time.cpu)[runs.length >> 1]!;
const divided = [];
for (let run = 0; run < Number(values.repeat); run++) divided.push(await onTwoThreads(texts));
const two = divided.sort((one, other) => one.time.wall - other.time.wall)[divided.length >> 1]!;
for (let row = 0; row < rows; row++) {
  if (two.index.representative(row) !== index.representative(row))
    throw new Error(`Row ${row} differs on two threads`);
}
const shingles = texts.map(plainShingles);
const pairs = exactPairs(shingles, threshold);
const found = recall(pairs, (row) => index.representative(row));
console.log(`ours        ${speed(time)}; recall ${percent(found)} of ${whole(pairs.length)} exact pairs`);
console.log(`two threads ${speed(two.time)}; the same clusters`);
console.log(
  `            ${Math.round(index.bytes / rows)} bytes a row; ${whole(index.comparisons)} pairs compared`,
);

const python = process.env.DATASKETCH_PYTHON;
if (python === undefined) {
  console.log(
    'datasketch  left out: DATASKETCH_PYTHON names no Python that has it (see the head of this file)',
  );
} else {
  const theirs = peer(texts, python);
  const sizes = shingles.reduce((sum, { size }) => sum + size, 0);
  if (theirs.shingles !== sizes) throw new Error(`Shingles differ: ${sizes} here, ${theirs.shingles} there`);
  const clusters = new Clusters();
  for (const _ of texts) clusters.push();
  for (const [one, other] of theirs.pairs) clusters.join(one, other);
  const near = new Set(pairs.map(({ one, other }) => `${one} ${other}`));
  const right = theirs.pairs.filter(([one, other]) => near.has(`${one} ${other}`)).length;
  console.log(
    `datasketch  ${speed(theirs)}; recall ${percent(recall(pairs, (row) => clusters.rootOf(row)))}, ` +
      `precision ${percent(right / theirs.pairs.length)} (${theirs.version}; pairs as it gives them)`,
  );
  console.log(
    `            ${whole(1 / theirs.documented)} a CPU second as its documentation shows, an update a shingle`,
  );
  console.log(
    `ratio       ${(theirs.cpu / time.cpu).toFixed(0)} × a CPU second, ${(theirs.wall / time.wall).toFixed(0)} × by the clock, ` +
      `${(theirs.wall / two.time.wall).toFixed(0)} × on two threads; ` +
      `${((theirs.cpu - theirs.shingling) / time.cpu).toFixed(0)} × if the peer's shingling cost nothing; ` +
      `${(theirs.documented / (time.cpu / rows)).toFixed(0)} × its documented way a CPU second; at least 60 wanted`,
  );
}
