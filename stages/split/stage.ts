import { z } from 'zod';
import { readRecords } from '../../datasets/arrow/read.ts';
import { OwnTest } from '../../datasets/split/own-test.ts';
import { planSplit, type SplitPlan } from '../../datasets/split/plan.ts';
import { SplitPool } from '../../datasets/split/pool.ts';
import { tally } from '../../datasets/split/tally.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { IntakeReport, SplitReport } from '../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';
import { resolveSplit } from './settings.ts';
import { splitDecisions } from './split-decisions.ts';
import { describeTask } from './task.ts';
import { writePlace, writeTest } from './write.ts';

const configSchema = z.strictObject({
  task: pipelineSpecSchema.shape.task.unwrap(),
  split: pipelineSpecSchema.shape.split.unwrap(),
});
export type SplitConfig = z.output<typeof configSchema>;

/**
 * Parts the records into training, validation and test, and says what is to be learnt. Membership follows from each
 * record's content and the seed; `planSplit` and `stratify` give the rules.
 * Out: `train`, `validation`, `test` (Arrow), `task` (`TaskDescription`), `report` (`SplitReport`).
 * Errors: those of `planSplit`.
 */
export const split: Stage<SplitConfig, 'train' | 'validation' | 'test' | 'task' | 'report'> = {
  name: 'split',
  version: 1,
  pool: 'cpu',
  title: { 'zh-TW': '分割資料', en: 'Split' },
  config: configSchema,
  configOf: ({ task, split: settings }) => ({ task, split: settings }),
  inputs: {
    records: { stage: 'refine', output: 'records' },
    test: { stage: 'ingest', output: 'test' },
    intake: { stage: 'ingest', output: 'intake' },
  },
  outputs: { train: 'blob', validation: 'blob', test: 'blob', task: 'blob', report: 'blob' },
  timeoutSeconds: 3600,
  retry: { attempts: 3, backoffSeconds: 2 },

  async run(inputs, config, { artifacts, signal }) {
    const records = inputs.blob('records');
    const testFile = inputs.optionalBlob('test');
    const intake = await readJson<IntakeReport>(artifacts, inputs.blob('intake'));
    const pool = new SplitPool(config.split.seed);
    for await (const group of readRecords(await artifacts.openStream(records.digest))) {
      signal.throwIfAborted();
      for (const record of group) pool.see(record);
    }
    const ownTest = testFile && (await readOwnTest(pool, testFile, artifacts));
    const plan = planSplit(pool, ownTest, resolveSplit(config.split));
    const counts = tally(pool, ownTest, plan);
    const learnt = counts.per_label.filter(({ train, validation }) => train + validation > 0);
    const { task, decisions } = describeTask(
      config.task,
      intake,
      learnt.map(({ label }) => label),
    );
    const report: SplitReport = {
      method: plan.method,
      seed: config.split.seed,
      ...counts,
      leaked: plan.leaked,
      test_left_out: ownTest?.leftOut ?? 0,
      task,
    };
    return {
      outputs: {
        train: await writePlace('train', plan.places, records, artifacts),
        validation: await writePlace('validation', plan.places, records, artifacts),
        test: testFile
          ? await writeTest(testFile, artifacts)
          : await writePlace('test', plan.places, records, artifacts),
        task: await putJson(artifacts, task),
        report: await putJson(artifacts, report),
      },
      summary: {
        method: plan.method,
        train: counts.train,
        validation: counts.validation,
        test: counts.test,
        labels: task.labels.length,
        decisions: [...decisions, ...splitDecisions(config.split, plan, counts)],
        warnings: warningsOf(report, plan),
      },
    };
  },
};

async function readOwnTest(pool: SplitPool, file: BlobRef, artifacts: ArtifactStore): Promise<OwnTest> {
  const ownTest = new OwnTest(pool);
  for await (const group of readRecords(await artifacts.openStream(file.digest))) {
    for (const record of group) ownTest.see(record);
  }
  return ownTest;
}

function warningsOf({ leaked, test_left_out: leftOut }: SplitReport, { unmarked }: SplitPlan): Localized[] {
  const warnings: Localized[] = [];
  if (leaked > 0) {
    warnings.push({
      'zh-TW': `有 ${leaked} 筆記錄的內容與測試（或驗證）記錄完全相同，已從訓練中移除。`,
      en: `${leaked} records had exactly the same input as a test (or validation) record and were taken out of training.`,
    });
  }
  if (leftOut > 0) {
    warnings.push({
      'zh-TW': `測試檔中有 ${leftOut} 筆記錄沒有輸入或標籤，未列入測試。`,
      en: `${leftOut} records of the test file have no input or no label and were left out of the test.`,
    });
  }
  if (unmarked > 0) {
    warnings.push({
      'zh-TW': `有 ${unmarked} 筆記錄的 split 欄位是空的，已視為訓練記錄。`,
      en: `${unmarked} records have an empty split column and were taken for training records.`,
    });
  }
  return warnings;
}
