import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { LabelledText } from '../../datasets/linear/text-classifier.ts';
import type { AnyEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import type { EvaluationResult, ExampleOutcome } from '../../pipeline/contracts/evaluation.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { AnswerTask, Localized, SystemId } from '../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import { type HeadlineMetrics, headlinesOf } from '../../pipeline/contracts/registry.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageContext, StageSummary } from '../../pipeline/contracts/stage.ts';
import { answerEvaluation } from './answers/answer-evaluation.ts';
import { detailDecisions, detailsOf } from './details.ts';
import { type EvaluateConfig, evaluationResult } from './evaluation-result.ts';
import { otherAnswers, type PeerPlan, planPeers } from './peers/peers.ts';
import { readTrainingTexts } from './peers/training-texts.ts';
import { type Answers, readAnswers, readWrittenAnswers } from './predictions/answers.ts';
import { collectPredictions } from './predictions/collect.ts';
import { predictionLines, writtenLines } from './predictions/lines.ts';
import { readSlices } from './slice-comparisons.ts';
import { inSlices } from './statistics/in-slices.ts';
import type { SliceBy } from './statistics/slices.ts';
import { type AnsweringId, productionSystem, type System, trainedSystems } from './systems.ts';
import { readTestRecords, type TestRecord } from './test-records.ts';
import { answerWarnings, cutWarnings, warningsOf } from './warnings.ts';

const configSchema = pipelineSpecSchema.shape.evaluate
  .unwrap()
  .extend({ compared_slices: z.array(z.string()) }) satisfies z.ZodType<EvaluateConfig>;

/** Shares of the stage's progress that the models' answers take, those to exchanged texts with them; the figures take the rest. */
const ANSWERING = 0.9;
const ANSWERING_AGAIN = 0.95;

const NO_PEERS: PeerPlan = { systems: [], leftOut: [], decisions: [] };

/**
 * Lets base, tuned and production model and their peers answer the same records, and works out how good they are and how
 * sure.
 */
export const evaluate: Stage<EvaluateConfig, 'evaluation' | 'predictions' | 'details'> = {
  name: 'evaluate',
  version: 6,
  pool: 'model',
  title: { 'zh-TW': '評估', en: 'Evaluate' },
  config: configSchema,
  configOf: (spec) => ({ ...spec.evaluate, compared_slices: spec.gate.not_worse_than_production.slices }),
  inputs: {
    adapter: { stage: 'train', output: 'adapter' },
    base: { external: 'base' },
    train: { stage: 'split', output: 'train' },
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
    const chooses = task.kind === 'classification';
    const training = chooses ? await readTrainingTexts(artifacts, inputs.blob('train')) : [];
    const plan = chooses
      ? planPeers(config.few_shot, training, task, inputs.base(), records.length)
      : NO_PEERS;
    const systems: readonly System[] = [
      ...trainedSystems(inputs.base(), inputs.tree('adapter'), task),
      ...(version ? [await productionSystem(version, inputs.base(), task, context)] : []),
      ...plan.systems,
    ];
    const ids = records.map(({ id }) => id);
    const collected = await collectPredictions(systems, { blob, ids }, context, (progress) =>
      context.progress({ ...progress, percent: ANSWERING * progress.percent }),
    );
    const asked: Asked = {
      task,
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
        ? await readSlices(
            artifacts,
            blob,
            config.compared_slices,
            records.map(({ truth }) => truth),
          )
        : [],
      testDigest: blob.digest,
      production: version ? { name: version.name, version: version.version } : null,
      at: context.now(),
    };
    const judged = await (task.kind === 'classification'
      ? chosen(asked, config, context)
      : written(asked, task.kind, config, context.signal));
    const { truncated } = collected.get('tuned')!;
    const tuned = systems.find(({ id }) => id === 'tuned')!;
    const { details, warnings } =
      judged.answers === null
        ? { details: null, warnings: [] }
        : await detailsOf(
            {
              test: blob,
              records,
              labels: judged.labels,
              tuned,
              wrong: judged.wrong,
              answers: judged.answers,
            },
            config,
            context,
            ({ percent, ...progress }) =>
              context.progress({
                ...progress,
                percent: 100 * ANSWERING + (ANSWERING_AGAIN - ANSWERING) * percent,
              }),
          );
    return {
      outputs: {
        evaluation: await putJson(artifacts, judged.evaluation),
        predictions: await artifacts.putStream(judged.lines),
        details: await putJson(artifacts, details),
      },
      summary: {
        ...summaryOf(judged.evaluation, [...judged.warnings, ...warnings, ...cutWarnings(truncated)]),
        decisions: [...plan.decisions, ...detailDecisions(config, details !== null)],
      },
    };
  },
};

/** What was asked, and the bytes of what each system answered. */
interface Asked {
  readonly task: TaskDescription;
  readonly records: readonly TestRecord[];
  /** Empty where answers are written. */
  readonly training: readonly LabelledText[];
  readonly plan: PeerPlan;
  readonly systems: readonly {
    readonly id: AnsweringId;
    readonly labels: readonly string[];
    readonly bytes: Uint8Array;
  }[];
  readonly slices: readonly SliceBy[];
  readonly testDigest: string;
  readonly production: EvaluationResult['production'];
  readonly at: Date;
}

interface JudgedTest {
  readonly evaluation: AnyEvaluation;
  /** `predictions.jsonl`. */
  readonly lines: Readable;
  /** Of answers chosen among labels; null of answers that were written. */
  readonly answers: ReadonlyMap<SystemId, Answers> | null;
  readonly labels: readonly string[];
  /** The evaluation's list of wrong answers; empty of answers that were written. */
  readonly wrong: readonly ExampleOutcome[];
  readonly warnings: readonly Localized[];
}

/** Answers chosen among labels. */
async function chosen(asked: Asked, config: EvaluateConfig, context: StageContext): Promise<JudgedTest> {
  const { records } = asked;
  const ids = records.map(({ id }) => id);
  const systems = new Map<SystemId, Answers>();
  const peers = await otherAnswers(
    asked.training,
    records,
    { task: asked.task, endpoint: config.endpoint },
    context,
  );
  for (const { id, labels, bytes } of asked.systems) {
    const answers = readAnswers(bytes, ids, labels);
    if (id === 'few_shot') peers.set(id, answers);
    else systems.set(id, answers);
  }
  const peersLeftOut = asked.plan.leftOut;
  const evidence = { ...asked, systems, peers, peersLeftOut };
  const evaluation = await inSlices(evaluationResult(evidence, config), context.signal);
  return {
    evaluation,
    lines: predictionLines(records, new Map([...systems, ...peers]), evaluation.labels),
    answers: systems,
    labels: evaluation.labels,
    wrong: evaluation.wrong,
    warnings: warningsOf(evaluation),
  };
}

/** Answers that were written. */
async function written(
  asked: Asked,
  kind: AnswerTask,
  config: EvaluateConfig,
  signal: AbortSignal,
): Promise<JudgedTest> {
  const { records, task } = asked;
  const ids = records.map(({ id }) => id);
  const systems = new Map<SystemId, readonly string[]>();
  for (const { id, bytes } of asked.systems) {
    if (id !== 'few_shot') systems.set(id, readWrittenAnswers(bytes, ids));
  }
  const { evaluation, unreadableTruth } = await inSlices(
    answerEvaluation({ ...asked, task: kind, facts: task, systems }, config),
    signal,
  );
  return {
    evaluation,
    lines: writtenLines(records, systems),
    answers: null,
    labels: [],
    wrong: [],
    warnings: answerWarnings(evaluation, unreadableTruth),
  };
}

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
