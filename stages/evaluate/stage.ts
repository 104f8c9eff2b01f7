import type { EvaluationResult } from '../../pipeline/contracts/evaluation.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import { type HeadlineMetrics, headlinesOf } from '../../pipeline/contracts/registry.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageSummary } from '../../pipeline/contracts/stage.ts';
import { type EvaluateConfig, evaluationResult } from './evaluation-result.ts';
import { type Answers, readAnswers } from './predictions/answers.ts';
import { collectPredictions } from './predictions/collect.ts';
import { predictionLines } from './predictions/lines.ts';
import { inSlices } from './statistics/in-slices.ts';
import { productionSystem, trainedSystems } from './systems.ts';
import { readTestRecords } from './test-records.ts';
import { warningsOf } from './warnings.ts';

/** Share of the stage's progress that the models' answers take; the figures take the rest. */
const ANSWERING = 0.95;

/** Lets base, tuned and production model answer the same records, and works out how good they are and how sure. */
export const evaluate: Stage<EvaluateConfig, 'evaluation' | 'predictions'> = {
  name: 'evaluate',
  version: 2,
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
    const collected = await collectPredictions(systems, { blob, ids }, context, (progress) =>
      context.progress({ ...progress, percent: ANSWERING * progress.percent }),
    );
    const answers = new Map<SystemId, Answers>();
    for (const { id, task: asked } of systems) {
      const bytes = await artifacts.readBytes(collected.get(id)!.predictions.digest);
      answers.set(id, readAnswers(bytes, ids, asked.labels));
    }
    const result = evaluationResult(
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
    const evaluation = await inSlices(result, context.signal);
    return {
      outputs: {
        evaluation: await putJson(artifacts, evaluation),
        predictions: await artifacts.putStream(predictionLines(records, answers, evaluation.labels)),
      },
      summary: summaryOf(evaluation, collected.get('tuned')!.truncated),
    };
  },
};

function summaryOf(evaluation: EvaluationResult, truncated: number): StageSummary {
  const { n, production } = evaluation;
  const { base, tuned, production: serving } = headlinesOf(evaluation);
  const metrics: Partial<Record<SystemId, HeadlineMetrics>> = {
    base,
    tuned,
    ...(serving && { production: serving }),
  };
  return { n, metrics, production, warnings: warningsOf(evaluation, truncated) };
}
