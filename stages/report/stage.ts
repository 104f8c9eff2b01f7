import { Readable } from 'node:stream';
import type { ArtifactStore, BlobRef, TreeEntry } from '../../pipeline/contracts/artifact.ts';
import { findingList } from '../../pipeline/contracts/finding-list.ts';
import { readJson } from '../../pipeline/contracts/json-artifact.ts';
import { jsonLines } from '../../pipeline/contracts/json-lines.ts';
import { LANGUAGES } from '../../pipeline/contracts/names.ts';
import type { PredictionsLine } from '../../pipeline/contracts/prediction-lines.ts';
import type { RefineFinding } from '../../pipeline/contracts/quality.ts';
import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import type { RunUsage } from '../../pipeline/contracts/resources.ts';
import { type PipelineSpec, pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageContext, StageInputs } from '../../pipeline/contracts/stage.ts';
import { previousRun } from '../../reports/advice/previous-run.ts';
import { FINDINGS_PATHS, PREDICTIONS_PATH } from '../../reports/page/paths.ts';
import { renderReport } from '../../reports/render.tsx';
import { predictionRows } from './prediction-rows.ts';
import { resourcesOf } from './resources.ts';

/**
 * Gathers what the run found and writes it down for people and programs.
 * Out: `report`, a tree of pages, the list of findings, the answers, style sheet, JSON with its schema, JUnit, Markdown and the pinned spec.
 * The whole spec and the uploads are declared because the report shows them: what is shown is in the stage key.
 */
export const report: Stage<PipelineSpec, 'report'> = {
  name: 'report',
  version: 5,
  pool: 'cpu',
  title: { 'zh-TW': '撰寫報告', en: 'Report' },
  config: pipelineSpecSchema,
  configOf: (spec) => spec,
  keyedByName: true,
  inputs: {
    dataset: { external: 'dataset' },
    test: { external: 'test' },
    base: { external: 'base' },
    intake: { stage: 'ingest', output: 'intake' },
    generate: { stage: 'generate', output: 'report' },
    refine: { stage: 'refine', output: 'report' },
    findings: { stage: 'refine', output: 'findings' },
    split: { stage: 'split', output: 'report' },
    training: { stage: 'train', output: 'training' },
    evaluation: { stage: 'evaluate', output: 'evaluation' },
    details: { stage: 'evaluate', output: 'details' },
    predictions: { stage: 'evaluate', output: 'predictions' },
    verdict: { stage: 'gate', output: 'verdict' },
    look: { external: 'look' },
    previous: { external: 'previous_report' },
    usage: { external: 'usage' },
    trigger: { external: 'trigger' },
  },
  outputs: { report: 'tree' },
  timeoutSeconds: 300,
  retry: { attempts: 3, backoffSeconds: 1 },

  async run(inputs, spec, context) {
    const model = await modelOf(inputs, spec, context);
    const files = renderReport(model);
    const entries: TreeEntry[] = [];
    for (const { path, content } of files) {
      const { digest, bytes } = await context.artifacts.putBytes(content);
      entries.push({ path, digest, bytes });
    }
    entries.push(...(await findingFiles(context.artifacts, inputs.blob('findings'))));
    entries.push(await predictionFile(context.artifacts, inputs.blob('predictions'), labelsOf(model)));
    const tree = await context.artifacts.putTreeOf(entries);
    return { outputs: { report: tree }, summary: { files: entries.length, bytes: tree.bytes } };
  },
};

/** The whole list of findings, in each language, written as it is read. */
async function findingFiles(artifacts: ArtifactStore, findings: BlobRef): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  for (const language of LANGUAGES) {
    const stored = jsonLines(await artifacts.openStream(findings.digest)) as AsyncGenerator<RefineFinding>;
    const lines = findingList(stored, 'csv', language);
    const { digest, bytes } = await artifacts.putStream(Readable.from(lines, { objectMode: false }));
    entries.push({ path: FINDINGS_PATHS[language], digest, bytes });
  }
  return entries;
}

/** Labels that answers were chosen among, in the order of their probabilities; none of answers that were written. */
const labelsOf = ({ evaluation }: AnyReportModel): readonly string[] =>
  evaluation.task === 'classification' ? evaluation.labels : [];

/** The answers to every test record, written as they are read. */
async function predictionFile(
  artifacts: ArtifactStore,
  predictions: BlobRef,
  labels: readonly string[],
): Promise<TreeEntry> {
  const lines = jsonLines(await artifacts.openStream(predictions.digest)) as AsyncGenerator<PredictionsLine>;
  const rows = predictionRows(lines, labels);
  const { digest, bytes } = await artifacts.putStream(Readable.from(rows, { objectMode: false }));
  return { path: PREDICTIONS_PATH, digest, bytes };
}

async function modelOf(
  inputs: StageInputs,
  spec: PipelineSpec,
  context: StageContext,
): Promise<AnyReportModel> {
  const { artifacts, run } = context;
  const read = <T>(name: string) => readJson<T>(artifacts, inputs.blob(name));
  const { id, digest, licence, parameters } = inputs.base();
  const test = inputs.optionalBlob('test');
  const model: AnyReportModel = {
    format: 1,
    name: run.name,
    made_at: context.now().toISOString(),
    started_by: await read('trigger'),
    dataset: { digest: inputs.blob('dataset').digest },
    test: test && { digest: test.digest },
    base: { id, digest, licence, parameters },
    spec,
    decisions: run.decisions,
    intake: await read('intake'),
    generate: await read('generate'),
    refine: await read('refine'),
    split: await read('split'),
    training: await read('training'),
    look: await read('look'),
    evaluation: await read('evaluation'),
    details: await read('details'),
    gate: await read('verdict'),
    resources: resourcesOf(await read<RunUsage>('usage')),
    code_version: run.codeVersion,
  };
  const previous = inputs.optionalBlob('previous');
  const before = previous && (await readJson<AnyReportModel>(artifacts, previous));
  return { ...model, previous: before && previousRun(before, model) };
}
