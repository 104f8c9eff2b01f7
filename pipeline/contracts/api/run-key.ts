import { z } from 'zod';
import { digestSchema } from './fields.ts';
import { runRequestSchema } from './run-request.ts';
import { requestSchemas, responseSchemas } from './shape.ts';

/** Body of POST /v1/run-keys: a run as it would be asked for, whoever asks and however often. */
export const runKeyRequestSchema = runRequestSchema
  .omit({ trigger: true, key: true, again: true })
  .register(requestSchemas, { id: 'RunKeyRequest' });

export const runKeySchema = z
  .object({ key: digestSchema.describe('The same for runs that would do the same work') })
  .register(responseSchemas, { id: 'RunKey' });
