/** `npm run bench`: the figures of the control plane, each beside its peer, as one table. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { askForRuns, runToEnd, timedUpload, upload } from './client.ts';
import { timedDemo } from './demo.ts';
import { type Installation, openInstallations } from './installation.ts';

const UPLOAD_BYTES = 256 * 1024 * 1024;

interface Figure {
  readonly what: string;
  readonly value: string;
  readonly beside: string;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** A run of nine empty stages costs nothing but the control plane; the same again costs only the looking up. */
async function controlPlane({ service: { url } }: Installation): Promise<Figure[]> {
  const dataset = (await upload(url, 'bench', new Blob(['text,label\na,b\n']))).id;
  await runToEnd(url, dataset, 0);
  const fresh: number[] = [];
  const again: number[] = [];
  for (let seed = 1; seed <= 7; seed++) {
    fresh.push(await seconds(() => runToEnd(url, dataset, seed)));
    again.push(await seconds(() => runToEnd(url, dataset, seed)));
  }
  const one = median(fresh);
  return [
    { what: 'run of nine empty stages', value: ms(one), beside: `${ms(one / 9)} a stage` },
    { what: 'unchanged re-run', value: ms(median(again)), beside: 'aim: 1,000 ms' },
    ...(await twentyAtOnce(url, dataset)),
  ];
}

/** Twenty runs at once, and how long the list of runs takes to answer meanwhile. */
async function twentyAtOnce(url: string, dataset: string): Promise<Figure[]> {
  const asking = askForRuns(url);
  const all = await seconds(() =>
    Promise.all(Array.from({ length: 20 }, (_, i) => runToEnd(url, dataset, 100 + i))),
  );
  const answers = await asking.end();
  return [
    { what: 'twenty runs at once', value: ms(all), beside: `${ms(all / 180)} a stage` },
    {
      what: 'GET /v1/runs meanwhile',
      value: `${ms(median(answers))} median`,
      beside: `${ms(Math.max(...answers))} longest; aim: 100 ms`,
    },
  ];
}

/** An upload over HTTP, hashed and on disk, beside the same bytes written to the same disk by nobody but Node. */
async function uploading({ home, service: { url } }: Installation): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-bench-'));
  try {
    const source = join(directory, 'source');
    await writeRandom(source, 0);
    await rawCopy(source, join(home, 'warm-up'));
    const raw: number[] = [];
    const uploads: number[] = [];
    for (let round = 0; round < 3; round++) {
      await writeRandom(source, round + 1);
      raw.push(await seconds(() => rawCopy(source, join(home, 'raw'))));
      uploads.push(await timedUpload(url, `up${round}`, source));
    }
    const speed = (time: number): string => `${Math.round(UPLOAD_BYTES / time / 1e6)} MB/s`;
    const ratio = (median(raw) / median(uploads)).toFixed(2);
    return [
      {
        what: 'upload of 256 MiB',
        value: speed(median(uploads)),
        beside: `raw sink ${speed(median(raw))}: ${ratio} of it`,
      },
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function writeRandom(path: string, round: number): Promise<void> {
  const block = randomBytes(1024 * 1024);
  block.writeUInt32BE(round);
  const file = createWriteStream(path);
  for (let i = 0; i < UPLOAD_BYTES / block.length; i++) {
    if (!file.write(block)) await once(file, 'drain');
  }
  await finished(file.end());
}

/** Reads and writes in blocks of 1 MiB, and waits for the disk: what any upload has to do. */
async function rawCopy(from: string, to: string): Promise<void> {
  const source = await open(from);
  const target = await open(to, 'w');
  const block = Buffer.alloc(1024 * 1024);
  try {
    for (
      let { bytesRead } = await source.read(block);
      bytesRead > 0;
      { bytesRead } = await source.read(block)
    ) {
      await target.write(block, 0, bytesRead);
    }
    await target.sync();
  } finally {
    await source.close();
    await target.close();
    await rm(to);
  }
}

function ms(time: number): string {
  return `${Math.round(time * 1000).toLocaleString('en')} ms`;
}

for (const installation of await openInstallations()) {
  console.log(`\n${installation.title}`);
  for (const figure of [...(await controlPlane(installation)), ...(await uploading(installation))]) {
    console.log(`  ${figure.what.padEnd(28)} ${figure.value.padStart(18)}   ${figure.beside}`);
  }
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `  ${'memory of this process'.padEnd(28)} ${`${memory} MB`.padStart(18)}   client and bench included`,
  );
  await installation.close();
}

const demo = await timedDemo();
if (demo === null) {
  console.log('\nThe demo is not set up here: `npm run demo` does that.');
} else {
  console.log('\nThe demo');
  console.log(`  ${'from nothing'.padEnd(28)} ${ms(demo.first).padStart(18)}   aim: 360,000 ms`);
  console.log(`  ${'again, from memory'.padEnd(28)} ${ms(demo.again).padStart(18)}   aim: 5,000 ms`);
}
