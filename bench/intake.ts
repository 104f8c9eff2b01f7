/**
 * Intake alone: rows a second (of the clock, and of CPU time on a busy machine) and memory of reading a file into the canonical Arrow table, written to nowhere.
 * `npx tsx bench/intake.ts [ROWS]` makes a mixed Chinese and English Alpaca file; `--file FILE` reads one of yours.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { readDataset } from '../datasets/read.ts';

const { values, positionals } = parseArgs({
  options: { file: { type: 'string' }, repeat: { type: 'string', default: '3' } },
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

async function measure(file: string): Promise<void> {
  const started = performance.now();
  const before = process.cpuUsage();
  let bytes = 0;
  const arrow = readDataset(createReadStream(file, { highWaterMark: 256 * 1024 }), { file: 'dataset' });
  let next = await arrow.next();
  for (; !next.done; next = await arrow.next()) bytes += next.value.length;
  const { records } = next.value;
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  console.log(
    `${whole(records)} rows in ${seconds.toFixed(2)} s: ${whole(records / seconds)} rows/s, ` +
      `${whole((records / (user + system)) * 1e6)} a CPU second; Arrow ${whole(bytes / 1e6)} MB; ` +
      `peak RSS ${whole(process.resourceUsage().maxRSS / 1024)} MiB`,
  );
}

const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
try {
  let file = values.file;
  if (file === undefined) {
    file = join(directory, 'intake.jsonl');
    await pipeline(Readable.from(rows(Number(positionals[0] ?? 200_000))), createWriteStream(file));
  }
  for (let i = 0; i < Number(values.repeat); i++) await measure(file);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
