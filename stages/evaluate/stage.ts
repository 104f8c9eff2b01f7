import { z } from 'zod';
import type { AnyEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized, SystemId } from '../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import { type HeadlineMetrics, headlinesOf } from '../../pipeline/contracts/registry.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageProgress, StageSummary } from '../../pipeline/contracts/stage.ts';
import type { Asked } from './asked.ts';
import { judgeChosen } from './chosen.ts';
import { cutRecords } from './cut-records.ts';
import { detailDecisions, detailsOf } from './details.ts';
import type { EvaluateConfig } from './evaluation-result.ts';
import { lengthDecisions } from './max-length.ts';
import { askPairs } from './pairs/ask-pairs.ts';
import { planPeers } from './peers/peers.ts';
import { readTrainingTexts } from './peers/training-texts.ts';
import { collectPredictions } from './predictions/collect.ts';
import { readSlices, truthGroups } from './slice-comparisons.ts';
import { productionSystem, type System, trainedSystems } from './systems.ts';
import { readTestRecords } from './test-records.ts';
import { cutWarnings } from './warnings.ts';
import { judgeWritten } from './written.ts';

const configSchema = pipelineSpecSchema.shape.evaluate
  .unwrap()
  .extend({ compared_slices: z.array(z.string()) }) satisfies z.ZodType<EvaluateConfig>;

/** Shares of the stage's progress that the models' answers take, those to exchanged texts or a judge's with them; the figures take the rest. */
const ANSWERING = 0.9;
const ANSWERING_AGAIN = 0.95;

/** Share of that which is left to answers in writing where pairs of answers are scored too. */
const BUT_PAIRS = 0.8;

/**
 * Lets base, tuned and production model and their peers answer the same records, and works out how good they are and how
 * sure.
 */
export const evaluate: Stage<EvaluateConfig, 'evaluation' | 'predictions' | 'details'> = {
  name: 'evaluate',
  version: 10,
  pool: 'model',
  title: { 'zh-TW': '評估', en: 'Evaluate' },
  config: configSchema,
  configOf: (spec) => ({ ...spec.evaluate, compared_slices: spec.gate.not_worse_than_production.slices }),
  inputs: {
    adapter: { stage: 'train', output: 'adapter' },
    base: { external: 'base' },
    train: { stage: 'split', output: 'train' },
    validation: { stage: 'split', output: 'validation' },
    test: { stage: 'split', output: 'test' },
    task: { stage: 'split', output: 'task' },
    production: { external: 'production' },
  },
  outputs: { evaluation: 'blob', predictions: 'blob', details: 'blob' },
  timeoutSeconds: 24 * 3600,
  retry: { attempts: 3, backoffSeconds: 5 },

  async run(inputs, config, context) {
    const { artifacts } = context;
    const blob = inputs.blob('test');
    const task = await readJson<TaskDescription>(artifacts, inputs.blob('task'));
    const records = await readTestRecords(artifacts, blob);
    const version = inputs.production();
    const training = await readTrainingTexts(artifacts, inputs.blob('train'));
    const learnt = { texts: training, blob: inputs.blob('train') };
    const plan = planPeers(config, learnt, task, inputs.base(), records.length);
    const systems: readonly System[] = [
      ...trainedSystems(inputs.base(), inputs.tree('adapter'), task, config.max_length),
      ...(version ? [await productionSystem(version, inputs.base(), task, config.max_length, context)] : []),
      ...plan.systems,
    ];
    const ids = records.map(({ id }) => id);
    const answering = task.preference ? ANSWERING * BUT_PAIRS : ANSWERING;
    const collected = await collectPredictions(systems, { blob, ids }, context, (progress) =>
      context.progress({ ...progress, percent: answering * progress.percent }),
    );
    const pairs = await askPairs(systems, task, blob, context, ({ percent, ...progress }) =>
      context.progress({ ...progress, percent: 100 * answering + (ANSWERING - answering) * percent }),
    );
    const asked: Asked = {
      task,
      test: blob,
      records,
      training,
      plan,
      systems: await Promise.all(
        systems.map(async ({ id, task: { labels } }) => {
          const bytes = await artifacts.readBytes(collected.get(id)!.predictions.digest);
          return { id, labels, bytes };
        }),
      ),
      slices: version
        ? await readSlices(artifacts, blob, config.compared_slices, truthGroups(task, records))
        : [],
      testDigest: blob.digest,
      production: version ? { name: version.name, version: version.version } : null,
      pairs,
      cut: cutRecords(systems, collected),
      at: context.now(),
    };
    const onLater = ({ percent, ...progress }: StageProgress) =>
      context.progress({
        ...progress,
        percent: 100 * ANSWERING + (ANSWERING_AGAIN - ANSWERING) * percent,
      });
    const judged = await (task.kind === 'classification'
      ? judgeChosen(asked, config, context)
      : judgeWritten(asked, task.kind, config, context, onLater));
    const tuned = systems.find(({ id }) => id === 'tuned')!;
    const asOf = { test: blob, validation: inputs.blob('validation'), records, tuned };
    const { details, warnings } =
      judged.answers === null
        ? { details: null, warnings: [] }
        : await detailsOf(
            { ...asOf, labels: judged.labels, wrong: judged.wrong, answers: judged.answers },
            config,
            context,
            onLater,
          );
    return {
      outputs: {
        evaluation: await putJson(artifacts, judged.evaluation),
        predictions: await artifacts.putStream(judged.lines),
        details: await putJson(artifacts, details),
      },
      summary: {
        ...summaryOf(judged.evaluation, [...judged.warnings, ...warnings, ...cutWarnings(asked.cut)]),
        decisions: [
          ...plan.decisions,
          ...lengthDecisions(config.max_length, inputs.base()),
          ...detailDecisions(config, details !== null),
        ],
      },
    };
  },
};

function summaryOf(evaluation: AnyEvaluation, warnings: readonly Localized[]): StageSummary {
  const { n, production } = evaluation;
  const { base, tuned, production: serving } = headlinesOf(evaluation);
  const metrics: Partial<Record<SystemId, HeadlineMetrics>> = {
    base,
    tuned,
    ...(serving && { production: serving }),
  };
  return { n, metrics, production, warnings };
}
