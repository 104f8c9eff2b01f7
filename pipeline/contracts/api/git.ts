import { z } from 'zod';
import type { GitStatusView, GitWatchView } from '../git/watch.ts';
import { registryNameSchema } from '../spec.ts';
import { instantSchema } from './fields.ts';
import { problemSchema } from './problem.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';
import { triggerIdSchema } from './trigger.ts';

const commitIdSchema = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

const gitStatusSchema = z.object({
  commit: commitIdSchema,
  trigger: triggerIdSchema,
  state: z.string().nullable().describe('As the forge was told last'),
  sentAt: instantSchema.nullable(),
  attempts: z.number().int(),
  nextAt: instantSchema.nullable().describe('When it is told, or tried again'),
  givenUpAt: instantSchema.nullable(),
  error: problemSchema.nullable(),
} satisfies ShapeOf<GitStatusView>);

export const gitWatchSchema = z
  .object({
    name: registryNameSchema,
    url: z.string(),
    branch: z.string().nullable(),
    commit: commitIdSchema.nullable().describe('The commit that was looked at last'),
    subject: z.string().nullable(),
    lookedAt: instantSchema.nullable(),
    wanted: z.boolean().describe('It is to be looked at as soon as may be'),
    failures: z.number().int().describe('Looks in a row that did not get to the repository'),
    error: problemSchema.nullable(),
    statuses: z.array(gitStatusSchema).describe('What the forge was told, newest first'),
  } satisfies ShapeOf<GitWatchView>)
  .register(responseSchemas, { id: 'GitWatch' });

/** Answer to a webhook. */
export const gitDeliverySchema = z
  .object({ look: z.boolean().describe('Whether it has the repository looked at') })
  .register(responseSchemas, { id: 'GitDelivery' });
