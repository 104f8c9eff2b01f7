import { z } from 'zod';
import { TRIGGERS } from '../names.ts';
import { registryNameSchema } from '../spec.ts';
import {
  type RunTrigger,
  TRIGGER_OUTCOMES,
  type TriggerCommit,
  type TriggerData,
  type TriggerView,
} from '../triggers.ts';
import { datasetVersionIdSchema, digestSchema, instantSchema, personSchema, runIdSchema } from './fields.ts';
import { pageOf, pageQueryShape } from './page.ts';
import { problemSchema } from './problem.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

export const triggerIdSchema = z.string().regex(/^trg_[0-9a-z]{1,64}$/);
const triggerKindSchema = z.enum(TRIGGERS);
const outcomeSchema = z.enum(TRIGGER_OUTCOMES);

const commitSchema = z.object({
  repository: z.string(),
  branch: z.string().nullable(),
  id: z.string(),
} satisfies ShapeOf<TriggerCommit>);

const causeShape = {
  kind: triggerKindSchema,
  by: z.string().nullable(),
  reason: z.string().nullable(),
  link: z.string().nullable(),
  commit: commitSchema.nullable(),
  due: instantSchema.nullable().describe('The moment that a schedule named'),
};

/** A trigger as a run shows it. */
export const runTriggerSchema = z
  .object({
    ...causeShape,
    id: triggerIdSchema.nullable(),
    at: instantSchema,
  } satisfies ShapeOf<RunTrigger>)
  .register(responseSchemas, { id: 'RunTrigger' });

const dataSchema = z.object({
  id: datasetVersionIdSchema,
  dataset: z.string(),
  version: z.number().int(),
  digest: digestSchema,
} satisfies ShapeOf<TriggerData>);

export const triggerSchema = z
  .object({
    ...causeShape,
    id: triggerIdSchema,
    name: registryNameSchema,
    at: instantSchema,
    settledAt: instantSchema.nullable(),
    data: dataSchema.nullable(),
    test: dataSchema.nullable(),
    specDigest: digestSchema.nullable(),
    outcome: outcomeSchema,
    run: runIdSchema.nullable().describe('The run that it started or joined, or that has its result already'),
    error: problemSchema.nullable().describe('Why it was refused'),
  } satisfies ShapeOf<TriggerView>)
  .register(responseSchemas, { id: 'Trigger' });

export const triggerPageSchema = pageOf('TriggerPage', triggerSchema);

/** Query of GET /v1/triggers. */
export const triggerQuerySchema = z.strictObject({
  ...pageQueryShape,
  name: registryNameSchema.exactOptional(),
  outcome: outcomeSchema.exactOptional(),
  run: runIdSchema.exactOptional(),
});

const lineSchema = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}]*$/u);

/** What a client says of the trigger that it passes on. */
export const saidCauseSchema = z
  .strictObject({
    kind: triggerKindSchema,
    by: personSchema.nullable().default(null),
    reason: lineSchema.nullable().exactOptional().describe('Why, in one line'),
    link: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .refine((link) => !URL.canParse(link) || new URL(link).username === '', 'without credentials')
      .nullable()
      .exactOptional()
      .describe('A page about it, such as a Jenkins build'),
    commit: z
      .strictObject({
        repository: lineSchema,
        branch: lineSchema.nullable(),
        id: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
      })
      .nullable()
      .exactOptional(),
  })
  .register(requestSchemas, { id: 'SaidCause' });

/** Names a piece of work within the registry name. */
export const triggerKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .describe(
    'Names this work within the registry name: asked for again, it gives the run that it gave before',
  );
