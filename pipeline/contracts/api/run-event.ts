import { z } from 'zod';
import type { RunEvent, RunEventBody } from '../events.ts';
import { instantSchema, runIdSchema, stageNameSchema, verdictSchema } from './fields.ts';
import { problemSchema } from './problem.ts';
import { runStatusSchema, stageProgressSchema, stageStatusSchema } from './run.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

type Body<Type extends RunEventBody['type']> = Extract<RunEventBody, { type: Type }>;

const bodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run'),
    status: runStatusSchema,
    verdict: verdictSchema.nullable(),
    error: problemSchema.nullable(),
  } satisfies ShapeOf<Body<'run'>>),
  z.object({
    type: z.literal('stage'),
    stage: stageNameSchema,
    status: stageStatusSchema,
    cached: z.boolean(),
    seconds: z.number().nullable(),
    attempt: z.number().int(),
    error: problemSchema.nullable(),
  } satisfies ShapeOf<Body<'stage'>>),
  z.object({
    type: z.literal('progress'),
    stage: stageNameSchema,
    progress: stageProgressSchema,
  } satisfies ShapeOf<Body<'progress'>>),
  z.object({
    type: z.literal('retry'),
    stage: stageNameSchema,
    attempt: z.number().int(),
    waitSeconds: z.number(),
    error: problemSchema,
  } satisfies ShapeOf<Body<'retry'>>),
]);

/** The data of one server-sent event; its id is `seq`, its event name `body.type`. */
export const runEventSchema = z
  .object({
    runId: runIdSchema,
    seq: z.number().int(),
    at: instantSchema,
    body: bodySchema,
  } satisfies ShapeOf<RunEvent>)
  .register(responseSchemas, { id: 'RunEvent' });
