import { Readable } from 'node:stream';
import { recordBytes } from '../../../../datasets/arrow/write.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { IntakeReport, SplitReport } from '../../../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { DatasetRecord, TaskDescription } from '../../../../pipeline/contracts/record.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { split } from '../../../../stages/split/stage.ts';
import { recordsOf } from '../../datasets/reading.ts';
import { type FakeContext, runStage } from '../context.ts';

/** What ingest says of records with labels in Chinese. */
export const INTAKE: IntakeReport = {
  format: 'text_label',
  container: 'csv',
  encoding: 'utf-8',
  bom: false,
  records: 1,
  bytes: 1,
  language: 'zh-TW',
  han_share: 0.97,
  has_instruction: false,
  has_split_column: false,
};

/** Stores records as a table. */
export async function storeTable(context: FakeContext, records: readonly DatasetRecord[]): Promise<BlobRef> {
  const group = (async function* () {
    yield records;
  })();
  return context.artifacts.putStream(Readable.from(recordBytes(group), { objectMode: false }));
}

/** Lets the stage split these records, and reads what it stored. */
export async function splitOf(
  context: FakeContext,
  records: readonly DatasetRecord[],
  test: readonly DatasetRecord[] | null = null,
  spec: PipelineSpecInput = {},
  found: Partial<IntakeReport> = {},
  suite: readonly DatasetRecord[] | null = null,
) {
  const artifacts = {
    records: await storeTable(context, records),
    test: test && (await storeTable(context, test)),
    suite: suite && (await storeTable(context, suite)),
    intake: await putJson(context.artifacts, { ...INTAKE, ...found }),
  };
  const { outputs, summary } = await runStage(split, context, { artifacts }, spec);
  const recordsAt = async (name: 'train' | 'validation' | 'test') =>
    recordsOf(await context.artifacts.readBytes(outputs[name]!.digest));
  return {
    outputs,
    summary,
    train: await recordsAt('train'),
    validation: await recordsAt('validation'),
    test: await recordsAt('test'),
    task: await readJson<TaskDescription>(context.artifacts, outputs.task as BlobRef),
    report: await readJson<SplitReport>(context.artifacts, outputs.report as BlobRef),
  };
}

/** The arguments of `splitOf` after the context. */
export type Splitting = Parameters<typeof splitOf> extends [FakeContext, ...infer Rest] ? Rest : never;
