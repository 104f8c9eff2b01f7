import { Readable } from 'node:stream';
import { readRecords } from '../../datasets/arrow/read.ts';
import { recordBytes } from '../../datasets/arrow/write.ts';
import { Refinement } from '../../datasets/quality/refinement.ts';
import { QUALITY_RULES } from '../../datasets/quality/registry.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import { REFINE_RULES, type RefineReport } from '../../pipeline/contracts/data-reports.ts';
import { putJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { type PipelineSpec, pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageContext } from '../../pipeline/contracts/stage.ts';
import { FindingsFile } from './findings-file.ts';

/**
 * Takes out what would teach the model nothing, names what contradicts itself, and gives a reason for each record.
 * Out: `records` (those kept, Arrow), `findings` (every finding, JSON lines of `RefineFinding`), `report`
 * (`RefineReport`). Every record is either kept or dropped, and the stage checks that it is so.
 */
export const refine: Stage<PipelineSpec['refine'], 'records' | 'findings' | 'report'> = {
  name: 'refine',
  version: 1,
  pool: 'cpu',
  title: { 'zh-TW': '整理資料', en: 'Refine' },
  config: pipelineSpecSchema.shape.refine,
  configOf: (spec) => spec.refine,
  inputs: { records: { stage: 'generate', output: 'records' } },
  outputs: { records: 'blob', findings: 'blob', report: 'blob' },
  timeoutSeconds: 3600,
  retry: { attempts: 3, backoffSeconds: 2 },

  async run(inputs, config, context) {
    const { artifacts } = context;
    const source = inputs.blob('records');
    const findings = new FindingsFile(context.workDir);
    try {
      const refinement = new Refinement(config, (finding) => findings.add(finding));
      const input = await survey(refinement, source, context);
      const kept = keep(refinement, source, input, context);
      const records = await artifacts.putStream(Readable.from(recordBytes(kept), { objectMode: false }));
      findings.finish();
      const report = refinement.report();
      if (report.input !== input || report.kept + report.dropped !== input) {
        throw new RangeError(
          `refine lost count: ${input} came, ${report.kept} kept, ${report.dropped} dropped`,
        );
      }
      return {
        outputs: {
          records,
          findings: await artifacts.putFile(findings.path),
          report: await putJson(artifacts, report),
        },
        summary: summaryOf(report),
      };
    } finally {
      findings.close();
    }
  },
};

/** Shows every record to the rules; returns how many there are. */
async function survey(refinement: Refinement, source: BlobRef, context: StageContext): Promise<number> {
  let count = 0;
  for await (const group of readRecords(await context.artifacts.openStream(source.digest))) {
    context.signal.throwIfAborted();
    for (const record of group) refinement.survey(record);
    count += group.length;
  }
  return count;
}

/** The records that stay, in the file's order. */
async function* keep(
  refinement: Refinement,
  source: BlobRef,
  count: number,
  context: StageContext,
): AsyncGenerator<DatasetRecord[]> {
  let seen = 0;
  for await (const group of readRecords(await context.artifacts.openStream(source.digest))) {
    context.signal.throwIfAborted();
    yield group.filter((record) => refinement.keeps(record));
    seen += group.length;
    context.progress({ percent: (100 * seen) / count });
  }
}

function summaryOf({ input, kept, dropped, by_rule }: RefineReport) {
  const warnings = REFINE_RULES.filter(
    (rule) => QUALITY_RULES[rule].action === 'warn' && by_rule[rule] > 0,
  ).map((rule): Localized => {
    const { title } = QUALITY_RULES[rule];
    return {
      'zh-TW': `${title['zh-TW']}：${by_rule[rule]} 筆記錄，請人工確認。`,
      en: `${title.en}: ${by_rule[rule]} records; please look at them.`,
    };
  });
  return { input, kept, dropped, by_rule, warnings };
}
