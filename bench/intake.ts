/**
 * Intake alone: rows a second (of the clock, and of CPU time on a busy machine) and memory of reading a file into the
 * canonical Arrow table, written to nowhere; beside msgspec and pyarrow on one thread, where there is a Python with them:
 * `python3 -m venv DIR && DIR/bin/pip install msgspec==0.22.0 pyarrow==26.0.1` and `INTAKE_PEER_PYTHON=DIR/bin/python`.
 * `npx tsx bench/intake.ts [ROWS]` makes a mixed Chinese and English Alpaca file; `--file FILE` reads one of yours;
 * `--normalise` unifies variant forms as well, which the peer never does.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { readDataset } from '../datasets/read.ts';
import { type Reading, runPeer } from './intake-peer.ts';

const { values, positionals } = parseArgs({
  options: {
    file: { type: 'string' },
    repeat: { type: 'string', default: '3' },
    normalise: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const CLAUSES = [
  '直轄市、縣（市）主管機關應將申請書件連同初審意見送中央主管機關核定',
  '前項許可之有效期間為三年，期滿得於屆滿前三個月內申請展延',
  '違反規定者，處新臺幣三萬元以上十五萬元以下罰鍰，並得按次處罰',
  'The applicant shall file the report within thirty days of the notice',
  '本辦法所稱專責人員，指經中央主管機關訓練合格並領有證書者',
  'Records are kept for five years and shown to the inspector on demand',
];

function* rows(count: number): Generator<string> {
  for (let i = 0; i < count; i++) {
    const input = Array.from({ length: 3 + (i % 4) }, (_, k) => CLAUSES[(i * 7 + k * 5) % CLAUSES.length]);
    const row = {
      instruction: '請判斷主管機關。',
      input: `${input.join('。')}。${i}`,
      output: `機關${i % 10}`,
    };
    yield `${JSON.stringify(row)}\n`;
  }
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

function told(who: string, { rows, wall, cpu, bytes }: Reading): string {
  return (
    `${who}: ${whole(rows)} rows in ${wall.toFixed(2)} s: ${whole(rows / wall)} rows/s, ` +
    `${whole(rows / cpu)} a CPU second; Arrow ${whole(bytes / 1e6)} MB`
  );
}

/** Node, the loader of TypeScript and the libraries. */
const BASE = whole(process.resourceUsage().maxRSS / 1024);

function read(file: string): ReturnType<typeof readDataset> {
  const { normalise } = values;
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  return readDataset(source, { file: 'dataset', normalise });
}

async function measure(file: string): Promise<Reading> {
  const started = performance.now();
  const before = process.cpuUsage();
  let bytes = 0;
  const arrow = read(file);
  let next = await arrow.next();
  for (; !next.done; next = await arrow.next()) bytes += next.value.length;
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - started) / 1000;
  const reading = { rows: next.value.records, wall, cpu: (user + system) / 1e6, bytes };
  const peak = whole(process.resourceUsage().maxRSS / 1024);
  console.log(`${told('Touchstone', reading)}; peak RSS ${peak} MiB, ${BASE} of them before the first row`);
  return reading;
}

/** The reading that took least, which is the one that others disturbed least. */
function best(readings: readonly Reading[], by: 'cpu' | 'wall'): Reading {
  return readings.reduce((one, other) => (other[by] < one[by] ? other : one));
}

const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
try {
  let file = values.file;
  if (file === undefined) {
    file = join(directory, 'intake.jsonl');
    await pipeline(Readable.from(rows(Number(positionals[0] ?? 200_000))), createWriteStream(file));
  }
  const repeat = Number(values.repeat);
  const own: Reading[] = [];
  for (let i = 0; i < repeat; i++) own.push(await measure(file));
  const python = process.env.INTAKE_PEER_PYTHON;
  if (python !== undefined) {
    const table = join(directory, 'own.arrow');
    await pipeline(read(file), createWriteStream(table));
    const { versions, equal, usual, columns } = runPeer(python, file, table, directory, repeat);
    const same = equal ? 'the same table' : 'another table';
    console.log(`Peer: ${Object.entries(versions).flat().join(' ')}: ${same}`);
    for (const [what, readings] of [
      ['lists of dicts', usual],
      ['flat columns by hand', columns],
    ] as const) {
      console.log(told(`msgspec + pyarrow, ${what}`, best(readings, 'cpu')));
      const [cpu, wall] = (['cpu', 'wall'] as const).map((by) =>
        (best(readings, by)[by] / best(own, by)[by]).toFixed(2),
      );
      console.log(`  ratio by CPU time: ${cpu} ×, by the clock: ${wall} ×`);
    }
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
