import { z } from 'zod';
import { readRecords } from '../../datasets/arrow/read.ts';
import { Refinement } from '../../datasets/quality/refinement.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import { tokenLimitsOf, tokenLimitsSchema } from '../../pipeline/contracts/base-limits.ts';
import type { DatasetDecision } from '../../pipeline/contracts/decisions.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import { REFINE_RULES, type RefineFinding, type RefineReport } from '../../pipeline/contracts/quality.ts';
import { RULES } from '../../pipeline/contracts/quality-rules.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageContext, StageInputs, StageResult } from '../../pipeline/contracts/stage.ts';
import { JsonLinesFile } from './json-lines-file.ts';
import { type Cut, seenRecords } from './look-ahead.ts';
import { MeasuredRecords } from './measured-records.ts';
import { RecordsFile } from './records-file.ts';

const configSchema = z.strictObject({
  rules: pipelineSpecSchema.shape.refine.unwrap(),
  /** What the base reads, as far as the spec tells: `too_long` goes by it. */
  limit: tokenLimitsSchema,
});

type RefineConfig = z.output<typeof configSchema>;
type RefineOutput = 'records' | 'held_back' | 'test' | 'findings' | 'report' | 'mask_map';
type Refine = Stage<RefineConfig, RefineOutput>;

/**
 * Some seventy thousand ordinary records, and nine thousand in a part. Of fewer, a single thread is done before others have warmed
 * up.
 */
export const CUT: Cut = { from: 32 * 1024 * 1024, bytes: 4 * 1024 * 1024 };

/**
 * Takes out what would teach the model nothing, repairs what can be repaired, names what contradicts itself, and gives a
 * reason for each record. What people decided about records and rules comes first. A test file that the user gave is what
 * training must not have seen; it is not refined, but masked as the records are. Out: `records` (those kept, Arrow),
 * `held_back` (those that wait for a person, Arrow; none: null), `test` (the test file, Arrow; none: null),
 * `findings` (every finding, JSON lines of `RefineFinding`), `report` (`RefineReport`), `mask_map` (what undoes the masking of
 * personal data, sealed; none: null). Where personal data is masked, it is in none of the others. Every record is either kept, held
 * back or dropped, and the stage checks that it is so.
 */
export const refine: Refine = {
  name: 'refine',
  version: 7,
  pool: 'cpu',
  title: { 'zh-TW': '整理資料', en: 'Refine' },
  config: configSchema,
  configOf: (spec) => ({ rules: spec.refine, limit: tokenLimitsOf(spec) }),
  inputs: {
    records: { stage: 'generate', output: 'records' },
    test: { stage: 'ingest', output: 'test' },
    decisions: { external: 'decisions' },
    mask_key: { external: 'mask_key' },
  },
  outputs: {
    records: 'blob',
    held_back: 'optional',
    test: 'optional',
    findings: 'blob',
    report: 'blob',
    mask_map: 'sealed',
  },
  timeoutSeconds: 3600,
  retry: { attempts: 3, backoffSeconds: 2 },
  run: (inputs, config, context) => refineRecords(inputs, config, context, CUT),
};

/** The stage, where a table is divided as `cut` says. The result is the same, whatever it says. */
export async function refineRecords(
  inputs: StageInputs,
  config: RefineConfig,
  context: StageContext,
  cut: Cut,
): Promise<StageResult<RefineOutput>> {
  const { artifacts, workDir, signal, progress } = context;
  const source = inputs.blob('records');
  const findings = new JsonLinesFile<RefineFinding>(workDir, 'findings.jsonl');
  const whole = new MeasuredRecords(workDir, 'whole');
  const repaired = new MeasuredRecords(workDir, 'repaired');
  const kept = new RecordsFile(workDir, 'kept.arrow');
  const heldBack = new RecordsFile(workDir, 'held-back.arrow');
  const tested = new RecordsFile(workDir, 'test.arrow');
  try {
    const refinement = new Refinement({
      settings: config.rules,
      tokenLimits: config.limit,
      decisions: await decisionsIn(inputs, artifacts),
      onFinding: (finding) => findings.add(finding),
    });
    const looking = { rules: refinement.recordRules, limit: config.limit, banding: refinement.banding };
    for await (const { records, next } of seenRecords(source, looking, cut, context)) {
      signal.throwIfAborted();
      for (const original of records) {
        const seen = next();
        const { record, fate, repaired: wasRepaired, measure } = refinement.clean(original, seen);
        if (fate === 'held_back') heldBack.add(refinement.aside(original, seen));
        if (fate !== 'kept') continue;
        (wasRepaired ? repaired : whole).add(record, measure);
      }
    }
    whole.finish();
    repaired.finish();
    for (const part of [whole, repaired]) {
      for await (const { records, next } of part.read()) {
        signal.throwIfAborted();
        for (const record of records) refinement.survey(record, next());
      }
    }
    const test = inputs.optionalBlob('test');
    if (test !== null) {
      for await (const group of readRecords(await artifacts.openStream(test.digest))) {
        signal.throwIfAborted();
        for (const record of group) tested.add(refinement.compareWith(record));
      }
    }
    progress({ percent: 50 });
    await refinement.settle(signal);
    await judgeAll(refinement, { whole, repaired, kept, heldBack }, context);
    kept.finish();
    heldBack.finish();
    tested.finish();
    findings.finish();
    const report = refinement.report();
    checkAccount(report);
    return {
      outputs: {
        records: await artifacts.putFile(kept.path),
        held_back: heldBack.rows > 0 ? await artifacts.putFile(heldBack.path) : null,
        test: test === null ? null : await artifacts.putFile(tested.path),
        findings: await artifacts.putFile(findings.path),
        report: await putJson(artifacts, report),
        mask_map: await sealedMap(refinement, inputs, artifacts),
      },
      summary: summaryOf(report),
    };
  } finally {
    for (const file of [findings, whole, repaired, kept, heldBack, tested]) file.close();
  }
}

/** The last look: every record that single rules let pass goes where the rules about all records say. */
async function judgeAll(
  refinement: Refinement,
  {
    whole,
    repaired,
    kept,
    heldBack,
  }: Readonly<Record<'whole' | 'repaired', MeasuredRecords> & Record<'kept' | 'heldBack', RecordsFile>>,
  { signal, progress }: Pick<StageContext, 'signal' | 'progress'>,
): Promise<void> {
  const total = whole.rows + repaired.rows;
  let judged = 0;
  for (const part of [whole, repaired]) {
    for await (const { records, next } of part.read()) {
      signal.throwIfAborted();
      for (const record of records) {
        const fate = refinement.judge(record, part === repaired, next());
        if (fate === 'kept') kept.add(record);
        else if (fate === 'held_back') heldBack.add(record);
      }
      judged += records.length;
      progress({ percent: 50 + (50 * judged) / total });
    }
  }
}

/** What undoes the masking, sealed; null where nothing was masked, or nobody is to undo it. */
async function sealedMap(
  { maskMap }: Refinement,
  inputs: StageInputs,
  artifacts: StageContext['artifacts'],
): Promise<BlobRef | null> {
  const sealer = maskMap === null ? null : inputs.sealer();
  return sealer === null || maskMap === null ? null : artifacts.putBytes(sealer.seal(maskMap));
}

async function decisionsIn(
  inputs: StageInputs,
  artifacts: StageContext['artifacts'],
): Promise<readonly DatasetDecision[]> {
  const blob = inputs.optionalBlob('decisions');
  return blob === null ? [] : readJson<DatasetDecision[]>(artifacts, blob);
}

function checkAccount({ input, kept, dropped, held_back: heldBack }: RefineReport): void {
  if (kept + dropped + heldBack === input) return;
  throw new RangeError(
    `refine lost count: ${input} came, ${kept} kept, ${heldBack} held back, ${dropped} dropped`,
  );
}

function summaryOf({ decided, ...report }: RefineReport) {
  const { input, kept, dropped, held_back, fixed, by_rule, actions, skipped } = report;
  const warnings = REFINE_RULES.filter((rule) => {
    const action = actions[rule];
    return by_rule[rule] > 0 && (action === 'warn' || action === 'hold_back');
  }).map((rule): Localized => {
    const { title } = RULES[rule];
    if (rule === 'imbalance') {
      return {
        'zh-TW': `${title['zh-TW']}：${by_rule[rule]} 個標籤。`,
        en: `${title.en}: ${by_rule[rule]} labels.`,
      };
    }
    return {
      'zh-TW': `${title['zh-TW']}：${by_rule[rule]} 筆記錄，請人工確認。`,
      en: `${title.en}: ${by_rule[rule]} records; please look at them.`,
    };
  });
  const { decisions, without_record: gone } = decided;
  if (gone > 0)
    warnings.push({
      'zh-TW': `有 ${gone} 項人工決定在這次上傳中找不到對應的記錄。`,
      en: `${gone} decisions of people are about no record of this upload.`,
    });
  return {
    input,
    kept,
    dropped,
    held_back,
    fixed,
    by_rule,
    skipped,
    decided: { decisions, without_record: gone },
    warnings,
  };
}
