import type { AnyEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import type { SplitReport, TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import type { GateResult } from '../../pipeline/contracts/gate.ts';
import type { GeneratedLineage, GenerateReport } from '../../pipeline/contracts/generation.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { RefineReport } from '../../pipeline/contracts/quality.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import {
  headlinesOf,
  type Lineage,
  type ModelDraft,
  type PublishedPrompt,
} from '../../pipeline/contracts/registry.ts';
import { type PipelineSpec, pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageContext, StageInputs, StageResult } from '../../pipeline/contracts/stage.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { modelCard } from './model-card/card.ts';
import { versionTree } from './version-tree.ts';

export type PublishConfig = PipelineSpec['publish'];

/**
 * Publishes the model as the next version of the run's registry name: if the gate passed, or if the spec overrides it
 * with a name and a reason, which stay on record. Otherwise it publishes nothing and says why.
 */
export const publish: Stage<PublishConfig, 'model'> = {
  name: 'publish',
  version: 3,
  pool: 'cpu',
  title: { 'zh-TW': '發布', en: 'Publish' },
  config: pipelineSpecSchema.shape.publish,
  configOf: (spec) => spec.publish,
  keyedByName: true,
  inputs: {
    adapter: { stage: 'train', output: 'adapter' },
    training: { stage: 'train', output: 'training' },
    base: { external: 'base' },
    generate: { stage: 'generate', output: 'report' },
    refine: { stage: 'refine', output: 'report' },
    split: { stage: 'split', output: 'report' },
    task: { stage: 'split', output: 'task' },
    evaluation: { stage: 'evaluate', output: 'evaluation' },
    verdict: { stage: 'gate', output: 'verdict' },
    report: { stage: 'report', output: 'report' },
  },
  outputs: { model: 'optional' },
  timeoutSeconds: 600,
  retry: { attempts: 5, backoffSeconds: 2 },

  async run(inputs, config, context) {
    const gate = await readJson<GateResult>(context.artifacts, inputs.blob('verdict'));
    const { name } = context.run;
    const override = gate.verdict === 'PASS' ? null : config.override;
    if (gate.verdict !== 'PASS' && override === null) return refusal(name, gate);
    const draft = await draftOf(inputs, context, gate, override);
    const { version } = await context.registry.publish(draft, config.alias);
    return {
      outputs: { model: await putJson(context.artifacts, { name, version }) },
      summary: { published: true, name, version, alias: config.alias, verdict: gate.verdict, override },
    };
  },
};

function refusal(name: string, { verdict, rules }: GateResult): StageResult<'model'> {
  const open = rules.filter((rule) => rule.verdict !== 'PASS');
  const reason: Localized = {
    'zh-TW': `未發布，因為門檻沒有全部通過：${open.map((rule) => rule.explanation['zh-TW']).join('')}`,
    en: `Not published, because the gate did not pass: ${open.map((rule) => rule.explanation.en).join(' ')}`,
  };
  return { outputs: { model: null }, summary: { published: false, name, version: null, verdict, reason } };
}

async function draftOf(
  inputs: StageInputs,
  context: StageContext,
  gate: GateResult,
  override: ModelDraft['override'],
): Promise<ModelDraft> {
  const { artifacts, run, runId, stageKey } = context;
  const base = inputs.base();
  const adapter = inputs.tree('adapter');
  const task = await readJson<TaskDescription>(artifacts, inputs.blob('task'));
  const training = await readJson<TrainingReport>(artifacts, inputs.blob('training'));
  const evaluation = await readJson<AnyEvaluation>(artifacts, inputs.blob('evaluation'));
  const { decided } = await readJson<RefineReport>(artifacts, inputs.blob('refine'));
  const lineage: Lineage = {
    dataset: run.dataset,
    test: run.test,
    spec: run.spec,
    stageKeys: { ...run.stageKeys, publish: stageKey },
    base: { id: base.id, digest: base.digest },
    codeVersion: run.codeVersion,
    runId,
    decided: decided.list,
    generated: await generatedOf(inputs, artifacts),
  };
  const prompt: PublishedPrompt = {
    format: 1,
    task: task.kind,
    language: task.language,
    labels: task.labels,
    ...(task.answer_tokens !== undefined && { answer_tokens: task.answer_tokens }),
    metrics: { primary: TASKS[task.kind].primary, all: TASKS[task.kind].metrics },
    prompt: task.prompt,
    chat_format: base.chatFormat,
  };
  const headlines = headlinesOf(evaluation);
  const facts = { name: run.name, verdict: gate.verdict, override, lineage };
  const tree = await versionTree(artifacts, {
    folders: { adapter, report: inputs.tree('report') },
    files: {
      'prompt.json': prompt,
      'evaluation.json': evaluation,
      'verdict.json': gate,
      'training.json': training,
      'lineage.json': lineage,
      'README.md': modelCard({ draft: facts, base, task, training, evaluation }),
    },
  });
  return {
    ...facts,
    stageKey,
    runId,
    tree,
    adapter,
    base: lineage.base,
    metrics: { base: headlines.base, tuned: headlines.tuned },
    gate,
  };
}

/** What is kept of records that a text model made; how many of each label stands in the report. */
async function generatedOf(
  inputs: StageInputs,
  artifacts: StageContext['artifacts'],
): Promise<GeneratedLineage> {
  const { generated: trained = [] } = await readJson<SplitReport>(artifacts, inputs.blob('split'));
  const { per_label: _, ...run } = await readJson<GenerateReport>(artifacts, inputs.blob('generate'));
  return { trained, run: run.method === 'none' ? null : run };
}
