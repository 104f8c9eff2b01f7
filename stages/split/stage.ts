import { z } from 'zod';
import { readRecords } from '../../datasets/arrow/read.ts';
import { SharedOpenings } from '../../datasets/fingerprint/shared-openings.ts';
import { GeneratedShares } from '../../datasets/generation/shares.ts';
import { NearDuplicates } from '../../datasets/split/near-duplicates.ts';
import { OwnTest } from '../../datasets/split/own-test.ts';
import { planSplit, type SplitPlan } from '../../datasets/split/plan.ts';
import { SplitPool } from '../../datasets/split/pool.ts';
import { columnsOf, resolveSplit } from '../../datasets/split/settings.ts';
import { tally } from '../../datasets/split/tally.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { IntakeReport, SplitReport } from '../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';
import { auditSplit } from './audit.ts';
import { learntAnswers } from './learnt-answers.ts';
import { splitDecisions } from './split-decisions.ts';
import { describeTask } from './task.ts';
import { toldTask } from './told-task.ts';
import { splitWarnings } from './warnings.ts';
import { writeParts, writeTest } from './write.ts';

const configSchema = z.strictObject({
  task: pipelineSpecSchema.shape.task.unwrap(),
  split: pipelineSpecSchema.shape.split.unwrap(),
  /** `refine.near_duplicate_threshold`: near duplicates never straddle. */
  near: z.number(),
});
export type SplitConfig = z.output<typeof configSchema>;

/**
 * Parts the records into training, validation and test, says what is to be learnt, and proves on what it stored that
 * nothing of the test is in training. A record's place follows from its content and the seed; `planSplit` and
 * `drawByContent` give the rules, and what they guarantee.
 * Out: `train`, `validation`, `test` (Arrow), `task` (`TaskDescription`), `report` (`SplitReport`).
 * Errors: those of `planSplit` and `auditSplit`.
 */
export const split: Stage<SplitConfig, 'train' | 'validation' | 'test' | 'task' | 'report'> = {
  name: 'split',
  version: 7,
  pool: 'cpu',
  title: { 'zh-TW': '分割資料', en: 'Split' },
  config: configSchema,
  configOf: ({ task, split: settings, refine }) => ({
    task,
    split: settings,
    near: refine.near_duplicate_threshold,
  }),
  inputs: {
    records: { stage: 'refine', output: 'records' },
    test: { stage: 'refine', output: 'test' },
    suite: { external: 'suite' },
    intake: { stage: 'ingest', output: 'intake' },
  },
  outputs: { train: 'blob', validation: 'blob', test: 'blob', task: 'blob', report: 'blob' },
  timeoutSeconds: 3600,
  retry: { attempts: 3, backoffSeconds: 2 },

  async run(inputs, config, { artifacts, signal }) {
    const records = inputs.blob('records');
    const suite = inputs.optionalBlob('suite');
    const testFile = suite ?? inputs.optionalBlob('test');
    const intake = await readJson<IntakeReport>(artifacts, inputs.blob('intake'));
    const told = await toldTask(config.task.kind, intake, records, artifacts);
    const columns = { ...columnsOf(config.split), passage: told.kind === 'question_answering' };
    const pool = new SplitPool(config.split.seed, columns, told.kind === 'classification');
    const openings = new SharedOpenings();
    const generated = new GeneratedShares();
    for await (const group of readRecords(await artifacts.openStream(records.digest))) {
      signal.throwIfAborted();
      for (const record of group) {
        pool.see(record);
        openings.see(record);
        generated.see(record);
      }
    }
    const near = new NearDuplicates(config.near, openings, pool.rows);
    for await (const group of readRecords(await artifacts.openStream(records.digest))) {
      signal.throwIfAborted();
      for (const record of group) near.add(record);
    }
    const ownTest = testFile && (await readOwnTest(pool, near, testFile, artifacts));
    const clusters = near.clusters(pool.rows);
    const planned = planSplit(pool, ownTest, resolveSplit(config.split), clusters);
    const plan: SplitPlan = suite ? { ...planned, method: 'frozen' } : planned;
    const counts = tally(pool, ownTest, plan);
    const parts = testFile
      ? {
          ...(await writeParts(['train', 'validation'], plan.places, records, artifacts)),
          // A suite is the test of an earlier run, kept to the byte: its digest is what evaluations are compared by.
          test: suite ?? (await writeTest(testFile, artifacts)),
        }
      : await writeParts(['train', 'validation', 'test'], plan.places, records, artifacts);
    const { task, decisions } = describeTask(
      config.task,
      intake,
      told,
      await learntAnswers(told.kind, [parts.train, parts.validation], artifacts),
    );
    const report: SplitReport = {
      method: plan.method,
      seed: config.split.seed,
      ...counts,
      leaked: Object.values(plan.leftOut).reduce((sum, count) => sum + count, 0),
      left_out: plan.leftOut,
      test_left_out: ownTest?.leftOut ?? 0,
      few: plan.few,
      leakage_check: await auditSplit(parts, { pool, ownTest, plan, near: clusters }, artifacts, signal),
      generated: generated.trainedOn(plan.places),
      task,
    };
    return {
      outputs: {
        ...parts,
        task: await putJson(artifacts, task),
        report: await putJson(artifacts, report),
      },
      summary: {
        method: plan.method,
        train: counts.train,
        validation: counts.validation,
        test: counts.test,
        left_out: report.leaked,
        labels: task.labels.length,
        leakage_found: !report.leakage_check.passed,
        decisions: [...decisions, ...splitDecisions(config.split, plan, counts)],
        warnings: splitWarnings(report, plan, pool),
      },
    };
  },
};

async function readOwnTest(
  pool: SplitPool,
  near: NearDuplicates,
  file: BlobRef,
  artifacts: ArtifactStore,
): Promise<OwnTest> {
  const ownTest = new OwnTest(pool);
  for await (const group of readRecords(await artifacts.openStream(file.digest))) {
    for (const record of group) {
      ownTest.see(record);
      near.add(record);
    }
  }
  return ownTest;
}
