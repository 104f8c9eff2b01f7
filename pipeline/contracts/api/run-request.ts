import { z } from 'zod';
import type { RunRequest } from '../service.ts';
import { pipelineSpecSchema, registryNameSchema } from '../spec.ts';
import { datasetVersionIdSchema } from './fields.ts';
import { pageQueryShape } from './page.ts';
import { runStatusSchema } from './run.ts';
import { requestSchemas, type ShapeOf } from './shape.ts';
import { saidCauseSchema, triggerKeySchema } from './trigger.ts';

pipelineSpecSchema.register(requestSchemas, { id: 'PipelineSpecInput' });

/**
 * The spec as an object, or as YAML or JSON text. Only its outer form is checked here: the service parses it with the
 * spec's own schema and names every fault in it by field.
 */
export const specDocumentSchema = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .register(requestSchemas, { id: 'SpecDocument' });

/** Body of POST /v1/runs. */
export const runRequestSchema = z
  .strictObject({
    name: registryNameSchema.describe('Registry name that the model is published under'),
    dataset: datasetVersionIdSchema,
    test: datasetVersionIdSchema.nullable().exactOptional(),
    spec: specDocumentSchema.exactOptional(),
    trigger: saidCauseSchema.exactOptional(),
    key: triggerKeySchema.nullable().exactOptional(),
    again: z
      .boolean()
      .exactOptional()
      .describe('A run of its own, even where an equal one is under way or has this key'),
  } satisfies ShapeOf<RunRequest>)
  .register(requestSchemas, { id: 'RunRequest' });

/** Query of GET /v1/runs. */
export const runQuerySchema = z.strictObject({
  ...pageQueryShape,
  name: registryNameSchema.exactOptional(),
  status: runStatusSchema.exactOptional(),
});
