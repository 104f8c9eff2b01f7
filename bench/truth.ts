/**
 * Recall and precision of the rules. `npx tsx bench/truth.ts`: every rule on the truth set of its own that the tests hold it
 * against, kind by kind. `… DIR…` for directories with dirty.alpaca.jsonl, dirty.manifest.jsonl and test.alpaca.jsonl, whose
 * faults are known, rule by rule, and what any rule says of clean records; `… --plant FILE [--seed N]` for an Alpaca file of
 * clean rows in which faults are planted first.
 *
 * A planted fault is found when its rule names the record, or names another beside it (copies, conflicts). Right is what is
 * named on a record with that fault, on either of two records whose exact similarity is over the threshold, or whose
 * labels do conflict. What a rule says of a record with another fault is not counted, nor a planted record that an earlier
 * rule took out: in texts that resemble one another a copy may be near a test record too.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkDataset } from '../pipeline/check/check-dataset.ts';
import { REFINE_RULES, type RefineFinding } from '../pipeline/contracts/quality.ts';
import { pipelineSpecSchema } from '../pipeline/contracts/spec.ts';
import { plainJaccard, plainShingles } from '../test/unit/datasets/near-duplicate/plain.ts';
import { TRUTH } from '../test/unit/datasets/quality/truth/catalogue.ts';
import { planted } from './planted.ts';
import { DEFECTS, linesOf, type Row, type Truth, truthIn } from './truth-files.ts';

const { values, positionals } = parseArgs({
  options: { plant: { type: 'string', multiple: true }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const spec = pipelineSpecSchema.parse({});
const threshold = spec.refine.near_duplicate_threshold;

async function findingsIn({ dirty, test }: Truth): Promise<RefineFinding[]> {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-truth-'));
  const written = (name: string, rows: readonly Row[]) => {
    const path = join(directory, name);
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return path;
  };
  try {
    const files = { dataset: written('dirty.jsonl', dirty), test: written('test.jsonl', test) };
    const findings: RefineFinding[] = [];
    const request = { ...files, spec, signal: new AbortController().signal, onProgress: () => {} };
    await checkDataset(request, (finding) => findings.push(finding));
    return findings;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const takesOut = (action: RefineFinding['action']) => action === 'drop' || action === 'hold_back';

const percent = (part: number, of: number) => (of === 0 ? '–' : ((100 * part) / of).toFixed(1));

function report(name: string, truth: Truth, findings: readonly RefineFinding[]): void {
  const rows = new Map([...truth.dirty, ...truth.test].map((row) => [row.id, row]));
  const nearness = (one: string, other: string) => {
    const [a, b] = [rows.get(one), rows.get(other)];
    return a && b ? plainJaccard(plainShingles(a.input), plainShingles(b.input)) : 0;
  };
  const conflicts = (one: string, other: string) => rows.get(one)?.output !== rows.get(other)?.output;
  console.log(`\n${name}: ${truth.dirty.length} records`);
  console.log('rule                planted  recall %  precision %  missed; wrong');
  for (const defect of DEFECTS) {
    const of = findings.filter(({ rule }) => rule === defect);
    const earlier: readonly string[] = REFINE_RULES.slice(0, REFINE_RULES.indexOf(defect));
    const taken = findings.filter(({ rule, action }) => earlier.includes(rule) && takesOut(action));
    const before = new Set(taken.map(({ record }) => record));
    const planted = [...truth.defects].flatMap(([id, one]) =>
      one === defect && !before.has(id) ? [id] : [],
    );
    const named = new Set(
      of.flatMap(({ record, with: other }) => (other === null ? [record] : [record, other])),
    );
    const missed = planted.filter((id) => !named.has(id));
    const wrong = of.filter(({ record, with: other }) => {
      if ((truth.defects.get(record) ?? null) !== null) return false;
      if (other === null) return true;
      if (truth.defects.get(other) === defect) return false;
      return defect === 'conflicting_label' ? !conflicts(record, other) : nearness(record, other) < threshold;
    });
    const right = of.length - wrong.length;
    const ids = [
      missed.slice(0, 5).join(' '),
      wrong
        .slice(0, 5)
        .map(({ record }) => record)
        .join(' '),
    ].join('; ');
    console.log(
      `${defect.padEnd(20)}${String(planted.length).padStart(7)}${percent(planted.length - missed.length, planted.length).padStart(10)}` +
        `${percent(right, of.length).padStart(13)}  ${ids === '; ' ? '' : ids}`,
    );
  }
  const clean = new Set([...truth.defects].filter(([, defect]) => defect === null).map(([id]) => id));
  const others = new Map<string, number>();
  for (const { rule, record, with: other } of findings) {
    const natural =
      other !== null && (nearness(record, other) >= threshold || truth.defects.get(other) != null);
    if (clean.has(record) && !natural) others.set(rule, (others.get(rule) ?? 0) + 1);
  }
  const said = [...others].map(([rule, count]) => `${rule} ${count}`).join(', ');
  console.log(`named on ${clean.size} clean records by any rule, natural copies left out: ${said || 'none'}`);
}

/** Every rule of the catalogue on its truth set. */
async function reportCatalogue(): Promise<void> {
  console.log(
    'rule                kind                        positives  near misses  recall %  precision %',
  );
  for (const [rule, measure] of Object.entries(TRUTH)) {
    for (const { of, positives, nearMisses, recall, precision } of await measure()) {
      console.log(
        `${rule.padEnd(20)}${of.padEnd(30)}${String(positives).padStart(7)}${String(nearMisses).padStart(13)}` +
          `${percent(recall, 1).padStart(10)}${percent(precision, 1).padStart(13)}`,
      );
    }
  }
}

for (const directory of positionals) {
  const truth = truthIn(directory);
  report(directory, truth, await findingsIn(truth));
}
for (const file of values.plant ?? []) {
  const truth = planted(linesOf<Row>(file), Number(values.seed));
  report(`${file}, faults planted with seed ${values.seed}`, truth, await findingsIn(truth));
}
if (positionals.length === 0 && values.plant === undefined) await reportCatalogue();
