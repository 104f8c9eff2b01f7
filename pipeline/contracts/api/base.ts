import { z } from 'zod';
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
      .describe("A directory on the service's own machine"),
  })
  .register(requestSchemas, { id: 'AddBaseRequest' });
