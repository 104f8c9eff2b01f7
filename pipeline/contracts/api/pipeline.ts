import { z } from 'zod';
import { gitTriggerSchema } from '../git-trigger.ts';
import { type PipelineDraft, type PipelineView, type Schedule, scheduleSchema } from '../pipelines.ts';
import { registryNameSchema } from '../spec.ts';
import { instantSchema, personSchema, reasonSchema } from './fields.ts';
import { pageOf } from './page.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';
import { saidCauseSchema, triggerKeySchema } from './trigger.ts';

/** Body of POST /v1/pipelines/{name}. */
export const pipelineRequestSchema = z
  .strictObject({
    dataset: registryNameSchema.describe('Name of a dataset; its newest version is taken'),
    test: registryNameSchema.nullable().default(null).describe('The same for the test file'),
    spec: z.record(z.string(), z.unknown()).default({}),
    schedule: scheduleSchema.nullable().default(null),
    upload: z.boolean().default(false).describe('A new version of the dataset starts it'),
    git: gitTriggerSchema.nullable().default(null),
    by: personSchema,
  } satisfies ShapeOf<Omit<PipelineDraft, 'name'> & { by: string }>)
  .register(requestSchemas, { id: 'PipelineRequest' });

/** Body of POST /v1/pipelines/{name}/pause. */
export const pausePipelineRequestSchema = z
  .strictObject({ by: personSchema, reason: reasonSchema })
  .register(requestSchemas, { id: 'PausePipelineRequest' });

/** Body of POST /v1/pipelines/{name}/start. */
export const startPipelineRequestSchema = z
  .strictObject({
    trigger: saidCauseSchema.exactOptional(),
    key: triggerKeySchema.nullable().exactOptional(),
    again: z.boolean().exactOptional(),
  })
  .register(requestSchemas, { id: 'StartPipelineRequest' });

export const pipelineSchema = z
  .object({
    name: registryNameSchema,
    dataset: z.string(),
    test: z.string().nullable(),
    spec: z.record(z.string(), z.unknown()),
    schedule: z
      .object({
        cron: z.string(),
        tz: z.string(),
        only_if_changed: z.boolean(),
      } satisfies ShapeOf<Schedule>)
      .nullable(),
    upload: z.boolean(),
    git: z.looseObject(gitTriggerSchema.shape).nullable(),
    revision: z.number().int().describe('Raised by every change'),
    createdAt: instantSchema,
    changedAt: instantSchema,
    changedBy: z.string(),
    paused: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
    next: z.array(instantSchema).describe('The next three moments of its schedule'),
    lastTrigger: z.string().nullable(),
  } satisfies ShapeOf<PipelineView>)
  .register(responseSchemas, { id: 'Pipeline' });

export const pipelinePageSchema = pageOf('PipelinePage', pipelineSchema);
