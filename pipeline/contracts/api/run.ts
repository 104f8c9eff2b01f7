import { z } from 'zod';
import { RUN_STATUSES, STAGE_STATUSES } from '../names.ts';
import type { StartedRun } from '../service.ts';
import { pipelineSpecSchema, registryNameSchema } from '../spec.ts';
import type { Decision, StageProgress, StageSummary } from '../stage.ts';
import type { RunView, StageRunView } from '../views.ts';
import { artifactRefSchema } from './artifact.ts';
import { datasetVersionSchema } from './dataset.ts';
import { instantSchema, localizedSchema, runIdSchema, stageNameSchema, verdictSchema } from './fields.ts';
import { pageOf } from './page.ts';
import { problemSchema } from './problem.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';
import { runTriggerSchema, triggerSchema } from './trigger.ts';

export const runStatusSchema = z.enum(RUN_STATUSES);
export const stageStatusSchema = z.enum(STAGE_STATUSES);

export const stageProgressSchema = z
  .object({
    percent: z.number().describe('0–100'),
    message: localizedSchema.exactOptional(),
    lasting: z.boolean().exactOptional().describe('The message holds for the whole stage'),
    loss: z.number().exactOptional(),
    tokensPerSecond: z.number().exactOptional(),
    recordsPerSecond: z.number().exactOptional(),
    etaSeconds: z.number().exactOptional(),
  } satisfies ShapeOf<StageProgress>)
  .register(responseSchemas, { id: 'StageProgress' });

const decisionSchema = z
  .object({
    field: z.string().describe('Dotted path in the spec'),
    value: z.unknown(),
    reason: localizedSchema,
  } satisfies ShapeOf<Decision>)
  .register(responseSchemas, { id: 'Decision' });

type KnownFacts = { [Fact in keyof StageSummary as string extends Fact ? never : Fact]: StageSummary[Fact] };

const stageSummarySchema = z
  .object({
    decisions: z.array(decisionSchema).exactOptional(),
    warnings: z.array(localizedSchema).exactOptional(),
    verdict: verdictSchema.exactOptional(),
  } satisfies ShapeOf<KnownFacts>)
  .catchall(z.unknown());

const stageRunSchema = z
  .object({
    stage: stageNameSchema,
    status: stageStatusSchema,
    cached: z.boolean().describe('True when the result came from memory'),
    attempt: z.number().int(),
    stageKey: z.string().nullable(),
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    seconds: z.number().nullable(),
    progress: stageProgressSchema.nullable(),
    outputs: z.record(z.string(), artifactRefSchema.nullable()).nullable(),
    summary: stageSummarySchema.nullable(),
    error: problemSchema.nullable(),
  } satisfies ShapeOf<StageRunView>)
  .register(responseSchemas, { id: 'StageRun' });

pipelineSpecSchema.register(responseSchemas, { id: 'PipelineSpec' });

export const runSchema = z
  .object({
    id: runIdSchema,
    name: registryNameSchema,
    status: runStatusSchema,
    verdict: verdictSchema.nullable(),
    dataset: datasetVersionSchema,
    test: datasetVersionSchema.nullable(),
    spec: pipelineSpecSchema,
    decisions: z.array(decisionSchema),
    trigger: runTriggerSchema.describe('What started it'),
    joined: z.array(runTriggerSchema).describe('Later triggers that it answers too'),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    error: problemSchema.nullable(),
    model: z.object({ name: z.string(), version: z.number().int() }).nullable(),
    stages: z.array(stageRunSchema),
  } satisfies ShapeOf<RunView>)
  .register(responseSchemas, { id: 'Run' });

export const runPageSchema = pageOf('RunPage', runSchema);

/** Answer of POST /v1/runs. */
export const startedRunSchema = z
  .object({
    ...runSchema.shape,
    reused: z.boolean().describe('True where the run was there before: nothing was started'),
    request: triggerSchema.describe('What became of the request: `started` a run, or `joined` one'),
  } satisfies ShapeOf<StartedRun>)
  .register(responseSchemas, { id: 'StartedRun' });
