import assert from 'node:assert/strict';
import { readRecords } from '../../../../datasets/arrow/read.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { ConfusedPair, GenerateReport } from '../../../../pipeline/contracts/generation.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { generate } from '../../../../stages/generate/stage.ts';
import { type FakeContext, runStage } from '../context.ts';
import { storeRecords } from '../records.ts';
import { dataset } from './requests.ts';

/** The stage on English records, with what it made. */
export async function runGenerate(
  context: FakeContext,
  generation: PipelineSpecInput['generate'],
  records = dataset(),
  confused: readonly ConfusedPair[] | null = null,
) {
  const { artifacts } = context;
  const inputs = {
    records: await storeRecords(artifacts, records),
    documents: null,
    test: null,
    intake: await putJson(artifacts, { language: 'en' }),
    confusions: confused && (await putJson(artifacts, confused)),
  };
  const { outputs, summary } = await runStage(
    generate,
    context,
    { artifacts: inputs },
    { generate: generation },
  );
  const all: DatasetRecord[] = [];
  for await (const group of readRecords(await artifacts.openStream((outputs.records as BlobRef).digest)))
    all.push(...group);
  const report = await readJson<GenerateReport>(artifacts, outputs.report as BlobRef);
  return { inputs, outputs, summary, report, all, made: all.slice(records.length) };
}

export async function faultOf(work: Promise<unknown>): Promise<TouchstoneError> {
  const thrown = await work.then(() => null).catch((error: unknown) => error);
  assert.ok(thrown instanceof TouchstoneError, String(thrown));
  return thrown;
}
