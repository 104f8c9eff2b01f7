/**
 * The whole check of a dataset with all rules but `label_noise` (and the same with it), then each rule by itself.
 * `npx tsx bench/check.ts [ROWS]`
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refinement } from '../datasets/quality/refinement.ts';
import { checkDataset } from '../pipeline/check/check-dataset.ts';
import { tokenLimitsOf } from '../pipeline/contracts/base-limits.ts';
import { REFINE_RULES, type RefineRule } from '../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../pipeline/contracts/record.ts';
import { pipelineSpecSchema } from '../pipeline/contracts/spec.ts';
import { dice, madeTexts } from '../test/unit/datasets/near-duplicate/made-texts.ts';

const rows = Number(process.argv[2] ?? 100_000);
const LABELS = 20;
/** What is put around one text in fifty, so that the rules that repair have something to do. */
const DIRT: readonly ((text: string) => string)[] = [
  (text) => `<p>${text}</p><br>`,
  (text) => `${text}聯絡人：王小明，電話 0912-345-678。`,
  (text) => `${text}${'，請儘速辦理'.repeat(30)}`,
  () => '',
];

interface Row {
  readonly text: string;
  readonly label: string;
}

function madeRows(): Row[] {
  const next = dice(11);
  const made: Row[] = [];
  for (const text of madeTexts(rows, 7)) {
    const dirt = next(50) === 0 ? DIRT[next(DIRT.length)] : undefined;
    made.push({ text: dirt?.(text) ?? text, label: `承辦單位${1 + (text.charCodeAt(0) % LABELS)}` });
  }
  return made;
}

const off = (names: readonly RefineRule[]) => Object.fromEntries(names.map((rule) => [rule, 'off']));
const seconds = (value: number) => `${value.toFixed(1)} s`;

/** Seconds of the clock and of the processor. */
async function timed(work: () => Promise<void>): Promise<{ wall: number; cpu: number }> {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

async function wholeCheck(dataset: string, rules: object): Promise<void> {
  const spec = pipelineSpecSchema.parse({ refine: { rules } });
  const request = { dataset, test: null, spec, signal: new AbortController().signal, onProgress: () => {} };
  await checkDataset(request, () => {});
}

async function refineAlone(records: readonly DatasetRecord[], rules: object): Promise<void> {
  const spec = pipelineSpecSchema.parse({ refine: { rules } });
  const refinement = new Refinement({
    settings: spec.refine,
    tokenLimits: tokenLimitsOf(spec),
    onFinding: () => {},
  });
  const left: [DatasetRecord, boolean][] = [];
  for (const original of records) {
    const { record, fate, repaired } = refinement.clean(original);
    if (fate !== 'kept') continue;
    left.push([record, repaired]);
  }
  for (const [record] of left) refinement.survey(record);
  await refinement.settle();
  for (const [record, repaired] of left) refinement.judge(record, repaired);
  refinement.report();
}

const made = madeRows();
const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
try {
  const file = join(directory, 'rows.jsonl');
  writeFileSync(file, made.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const characters = made.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`${rows.toLocaleString('en')} records of ${Math.round(characters / rows)} characters`);
  const without = await timed(() => wholeCheck(file, { label_noise: 'off' }));
  console.log(
    `all but label_noise  ${seconds(without.wall)} by the clock, ${seconds(without.cpu)} of CPU; 15 s wanted`,
  );
  const all = await timed(() => wholeCheck(file, {}));
  console.log(`all                  ${seconds(all.wall)} by the clock, ${seconds(all.cpu)} of CPU`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

const records = made.map(
  ({ text, label }, n): DatasetRecord => ({
    id: `line:${n + 1}`,
    messages: [
      { role: 'user', content: text },
      { role: 'assistant', content: label },
    ],
    label,
    split: null,
    source: 'upload',
    meta: null,
  }),
);
const none = await timed(() => refineAlone(records, off(REFINE_RULES)));
console.log(`refining, no rule    ${seconds(none.cpu)} of CPU`);
for (const rule of REFINE_RULES) {
  const { cpu } = await timed(() =>
    refineAlone(records, off(REFINE_RULES.filter((other) => other !== rule))),
  );
  console.log(`  ${rule.padEnd(18)} ${seconds(Math.max(0, cpu - none.cpu))}`);
}
