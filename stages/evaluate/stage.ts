import type { EvaluationResult } from '../../pipeline/contracts/evaluation.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized, SystemId } from '../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import { type HeadlineMetrics, headlineOf } from '../../pipeline/contracts/registry.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';
import { type EvaluateConfig, judge } from './judge.ts';
import { type Answers, readAnswers } from './predictions/answers.ts';
import { collectPredictions } from './predictions/collect.ts';
import { predictionLines } from './predictions/lines.ts';
import { productionSystem, trainedSystems } from './systems.ts';
import { readTestRecords } from './test-records.ts';

/** Share of the stage's progress that the models' answers take; the figures take the rest. */
const ANSWERING = 0.95;

/** Lets base, tuned and production model answer the same records, and works out how good they are and how sure. */
export const evaluate: Stage<EvaluateConfig, 'evaluation' | 'predictions'> = {
  name: 'evaluate',
  version: 1,
  pool: 'model',
  title: { 'zh-TW': '評估', en: 'Evaluate' },
  config: pipelineSpecSchema.shape.evaluate,
  configOf: (spec) => spec.evaluate,
  inputs: {
    adapter: { stage: 'train', output: 'adapter' },
    base: { external: 'base' },
    test: { stage: 'split', output: 'test' },
    task: { stage: 'split', output: 'task' },
    production: { external: 'production' },
  },
  outputs: { evaluation: 'blob', predictions: 'blob' },
  timeoutSeconds: 24 * 3600,
  retry: { attempts: 3, backoffSeconds: 5 },

  async run(inputs, config, context) {
    const { artifacts } = context;
    const blob = inputs.blob('test');
    const task = await readJson<TaskDescription>(artifacts, inputs.blob('task'));
    const records = await readTestRecords(artifacts, blob);
    const version = inputs.production();
    const systems = [
      ...trainedSystems(inputs.base(), inputs.tree('adapter'), task),
      ...(version ? [await productionSystem(version, inputs.base(), context)] : []),
    ];
    const ids = records.map(({ id }) => id);
    const predictions = await collectPredictions(systems, { blob, ids }, context, (progress) =>
      context.progress({ ...progress, percent: ANSWERING * progress.percent }),
    );
    const answers = new Map<SystemId, Answers>();
    for (const { id, task: asked } of systems) {
      const bytes = await artifacts.readBytes(predictions.get(id)!.digest);
      answers.set(id, readAnswers(bytes, ids, asked.labels));
    }
    const evaluation = judge(
      {
        task,
        records,
        systems: answers,
        testDigest: blob.digest,
        production: version ? { name: version.name, version: version.version } : null,
        at: context.now(),
      },
      config,
    );
    return {
      outputs: {
        evaluation: await putJson(artifacts, evaluation),
        predictions: await artifacts.putStream(predictionLines(records, answers, evaluation.labels)),
      },
      summary: summaryOf(evaluation),
    };
  },
};

function summaryOf({ n, systems, production, unseen_labels: unseen }: EvaluationResult) {
  const warnings: Localized[] = unseen.map(({ label, records }) => ({
    'zh-TW': `測試記錄中有 ${records} 筆的標籤「${label}」未出現在訓練資料，這些記錄不可能答對。`,
    en: `${records} test record(s) have the label "${label}", which training never saw: they cannot be answered right.`,
  }));
  const metrics: Partial<Record<SystemId, HeadlineMetrics>> = {
    base: headlineOf(systems.base),
    tuned: headlineOf(systems.tuned),
    ...(systems.production ? { production: headlineOf(systems.production) } : {}),
  };
  return { n, metrics, production, warnings };
}
