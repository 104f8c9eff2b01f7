import { z } from 'zod';
import type { UnmaskRequest } from '../mask-vault.ts';
import type { UnmaskedRecord, UnmaskingView } from '../views.ts';
import { instantSchema, personSchema, reasonSchema, runIdSchema } from './fields.ts';
import { pageOf } from './page.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

/** Body of POST /v1/runs/{id}/unmask. */
export const unmaskRequestSchema = z
  .strictObject({
    record: z.string().min(1).max(1000),
    by: personSchema,
    reason: reasonSchema,
    proof: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('HMAC-SHA-256 of run, record, by and reason under the key'),
  } satisfies ShapeOf<Omit<UnmaskRequest, 'run'>>)
  .register(requestSchemas, { id: 'UnmaskRequest' });

export const unmaskedRecordSchema = z
  .object({
    record: z.string(),
    messages: z.array(
      z.object({ role: z.enum(['system', 'user', 'assistant', 'tool']), content: z.string() }),
    ),
    label: z.string().nullable(),
  } satisfies ShapeOf<UnmaskedRecord>)
  .register(responseSchemas, { id: 'UnmaskedRecord' });

const unmaskingSchema = z
  .object({
    run: runIdSchema,
    record: z.string(),
    by: z.string(),
    reason: z.string(),
    outcome: z.enum(['shown', 'refused']),
    at: instantSchema,
  } satisfies ShapeOf<UnmaskingView>)
  .register(responseSchemas, { id: 'Unmasking' });

export const unmaskingPageSchema = pageOf('UnmaskingPage', unmaskingSchema);
