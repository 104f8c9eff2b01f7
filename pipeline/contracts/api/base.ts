import { z } from 'zod';
import { DIGEST_PATTERN } from '../artifact.ts';
import { baseEntrySchema } from '../base.ts';
import type { BaseView } from '../service.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

export const baseSchema = z
  .object({
    ...baseEntrySchema.shape,
    state: z.enum(['ready', 'available', 'absent']),
    installedDigest: z.string().nullable(),
  } satisfies ShapeOf<BaseView>)
  .register(responseSchemas, { id: 'Base' });

export const baseListSchema = z
  .object({ items: z.array(baseSchema) })
  .register(responseSchemas, { id: 'BaseList' });

/** Body of POST /v1/bases/{id}. */
export const addBaseRequestSchema = z
  .strictObject({
    from: z
      .string()
      .min(1)
      .max(4096)
      .regex(/^[^\p{Cc}]*$/u)
      .describe("A directory or GGUF file on the service's own machine"),
    digest: z
      .string()
      .regex(DIGEST_PATTERN)
      .optional()
      .describe(
        'Refuse anything else: SHA-256 of the GGUF file, or the digest that an earlier import showed',
      ),
  })
  .register(requestSchemas, { id: 'AddBaseRequest' });
