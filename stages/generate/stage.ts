import { Readable } from 'node:stream';
import { z } from 'zod';
import { readRecords } from '../../datasets/arrow/read.ts';
import { recordBytes } from '../../datasets/arrow/write.ts';
import { SharedOpenings } from '../../datasets/fingerprint/shared-openings.ts';
import { Novelty } from '../../datasets/generation/filters/novelty.ts';
import { GENERATION_KINDS } from '../../datasets/generation/registry.ts';
import { columnsOf, resolveSplit } from '../../datasets/split/settings.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import {
  type ConfusedPair,
  GENERATION_METHODS,
  type GenerationMethod,
} from '../../pipeline/contracts/generation.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import { needsGeneration } from '../../pipeline/contracts/needs-generation.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageContext, StageInputs } from '../../pipeline/contracts/stage.ts';
import { Asker } from './asker.ts';
import { Budget } from './budget.ts';
import { Judge } from './judge.ts';
import { nothingMade } from './losses.ts';
import type { Material } from './material.ts';
import { choosePairs } from './pairs.ts';
import { PassageMaterial } from './passage-material.ts';
import { produce } from './produce.ts';
import { RecordMaterial } from './record-material.ts';
import { type Draw, RecordSurvey } from './record-survey.ts';
import { emptyReport, reportOf, summaryOf } from './report.ts';
import { Tally } from './tally.ts';

const configSchema = z.strictObject({
  generate: pipelineSpecSchema.shape.generate.unwrap(),
  /** Nothing is made from records that the split keeps from training; null: nothing is made. */
  split: pipelineSpecSchema.shape.split.unwrap().nullable(),
});
export type GenerateConfig = z.output<typeof configSchema>;
type Asked = GenerateConfig['generate'] & { readonly method: GenerationMethod };

/**
 * Adds records that a text model makes up to those that were uploaded, each with where it came from. With `none` the
 * records pass through as they are, the same artifact.
 * Out: `records` (Arrow), `report` (`GenerateReport`).
 * Errors: `DOCUMENT_NEEDS_GENERATION` for documents where nothing is to be generated; `GENERATE_NO_ENDPOINT`, `GENERATE_NO_MATERIAL`, `GENERATE_SETTING`, `GENERATE_NOTHING`, `GENERATE_NO_ROOM`; those of the text model.
 */
export const generate: Stage<GenerateConfig, 'records' | 'report'> = {
  name: 'generate',
  version: 4,
  pool: 'cpu',
  title: { 'zh-TW': '生成資料', en: 'Generate' },
  config: configSchema,
  // What a method that is not asked for is set to has no bearing on the result.
  configOf: ({ generate: asked, split }) =>
    asked.method === 'none' ? { generate: { method: 'none' }, split: null } : { generate: asked, split },
  inputs: {
    records: { stage: 'ingest', output: 'records' },
    documents: { stage: 'ingest', output: 'documents' },
    test: { stage: 'ingest', output: 'test' },
    intake: { stage: 'ingest', output: 'intake' },
    confusions: { external: 'confusions' },
  },
  outputs: { records: 'blob', report: 'blob' },
  timeoutSeconds: 7 * 24 * 3600,
  retry: { attempts: 3, backoffSeconds: 2 },

  async run(inputs, { generate: asked, split }, context) {
    const records = inputs.blob('records');
    if (!isAsked(asked)) {
      const lacking = inputs.optionalBlob('documents') && needsGeneration(asked);
      if (lacking !== null) throw lacking;
      const report = emptyReport();
      return {
        outputs: { records, report: await putJson(context.artifacts, report) },
        summary: summaryOf(report),
      };
    }
    const { made, report, warnings } = await make(inputs, asked, split, context);
    const bytes = recordBytes(followed(records, made, context));
    return {
      outputs: {
        records: await context.artifacts.putStream(Readable.from(bytes, { objectMode: false })),
        report: await putJson(context.artifacts, report),
      },
      summary: summaryOf(report, warnings),
    };
  },
};

function isAsked(config: GenerateConfig['generate']): config is Asked {
  return config.method !== 'none';
}

async function make(
  inputs: StageInputs,
  config: Asked,
  split: GenerateConfig['split'],
  context: StageContext,
) {
  const { endpoint } = context.textModel;
  const { method } = config;
  if (endpoint === null) throw new TouchstoneError('GENERATE_NO_ENDPOINT', { params: { method } });
  const started = context.now();
  const { language } = await readJson<IntakeReport>(context.artifacts, inputs.blob('intake'));
  const uploaded = new Novelty(config.filters.novelty);
  const openings = new SharedOpenings();
  for await (const record of eachRecord(inputs.blob('records'), context)) openings.see(record);
  const survey = new RecordSurvey(uploaded, drawOf(split, inputs.optionalBlob('test') !== null), openings);
  for await (const record of eachRecord(inputs.blob('records'), context)) survey.see(record);
  const test = inputs.optionalBlob('test');
  if (test !== null) {
    for await (const record of eachRecord(test, context)) uploaded.add(openings.gist(record));
  }
  const { pairs, warnings } = await choosePairs(config, survey, inputs, context);
  const material = await materialOf(inputs, config, { survey, pairs }, language, context);
  const model = config.model === 'auto' ? endpoint.model : config.model;
  const budget = new Budget(config, endpoint.price);
  const asker = new Asker({ context, endpoint, model, language, maxTokens: config.max_tokens, budget });
  const scene = {
    ...{ language, labels: material.labels, meanings: config.labels },
    gistOf: (record: DatasetRecord) => openings.gist(record),
  };
  const tally = new Tally();
  const kind = GENERATION_KINDS[method];
  const judge = new Judge(asker, kind.rubric[language], language);
  const product = await produce({
    material,
    workshop: { kind, scene, config, asker, judge, uploaded },
    tally,
    model,
    width: endpoint.concurrency,
    onProgress: (done, wanted) => context.progress({ percent: (100 * done) / wanted }),
  });
  if (product.records.length === 0) throw nothingMade(tally, config.filters, product.ended);
  const controls = config.filters.judge === 0 ? null : await judge.tried(config.filters.judge);
  const seconds = (context.now().getTime() - started.getTime()) / 1000;
  const { ended } = product;
  const report = reportOf({ config, endpoint, model, asker, budget, tally, controls, ended, seconds });
  return { made: product.records, report, warnings };
}

async function materialOf(
  inputs: StageInputs,
  config: Asked,
  { survey, pairs }: { survey: RecordSurvey; pairs: readonly ConfusedPair[] },
  language: IntakeReport['language'],
  context: StageContext,
): Promise<Material> {
  const { method } = config;
  if (GENERATION_METHODS[method].from === 'records')
    return new RecordMaterial(survey, inputs.blob('records'), pairs, context);
  const documents = inputs.optionalBlob('documents');
  if (documents === null) {
    const params = { method, detail: 'the dataset has records and no documents' };
    throw new TouchstoneError('GENERATE_NO_MATERIAL', { params });
  }
  return PassageMaterial.survey(documents, config, language, context);
}

/** A test file of its own, or an order by time, leaves nothing to be drawn for the test. */
function drawOf(split: GenerateConfig['split'], hasTest: boolean): Draw {
  if (split === null) return { seed: 0, columns: { group: null, time: null }, test: 0, validation: 0 };
  const columns = columnsOf(split);
  const { test, validation } = resolveSplit(split);
  const drawn = columns.time === null;
  return {
    seed: split.seed,
    columns,
    test: drawn && !hasTest ? test : 0,
    validation: drawn ? validation : 0,
  };
}

async function* eachRecord(
  { digest }: BlobRef,
  { artifacts, signal }: StageContext,
): AsyncGenerator<DatasetRecord> {
  for await (const group of readRecords(await artifacts.openStream(digest))) {
    signal.throwIfAborted();
    yield* group;
  }
}

/** The records that were there, and then those that were made. */
async function* followed(records: BlobRef, made: readonly DatasetRecord[], { artifacts }: StageContext) {
  yield* readRecords(await artifacts.openStream(records.digest));
  yield made;
}
