import { z } from 'zod';
import type { SuiteView } from '../suites.ts';
import { digestSchema, instantSchema, personSchema, reasonSchema, runIdSchema } from './fields.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

const signatureSchema = z.object({ by: z.string(), reason: z.string(), at: instantSchema });

export const suiteSchema = z
  .object({
    name: z.string(),
    version: z.number().int(),
    testDigest: digestSchema,
    records: z.number().int(),
    run: z.string(),
    frozen: signatureSchema,
    unfrozen: signatureSchema.nullable().describe('null: in force'),
    looks: z.number().int().describe('Models that were judged by it'),
  } satisfies ShapeOf<SuiteView>)
  .register(responseSchemas, { id: 'Suite' });

export const suiteListSchema = z
  .object({ items: z.array(suiteSchema) })
  .register(responseSchemas, { id: 'SuiteList' });

/** Body of POST /v1/models/{name}/suite/unfreeze. */
export const unfreezeRequestSchema = z
  .strictObject({ by: personSchema, reason: reasonSchema })
  .register(requestSchemas, { id: 'UnfreezeRequest' });

/** Body of POST /v1/models/{name}/suite. */
export const freezeRequestSchema = z
  .strictObject({ run: runIdSchema.describe('The run whose test set it is'), ...unfreezeRequestSchema.shape })
  .register(requestSchemas, { id: 'FreezeRequest' });
