import { z } from 'zod';
import type { PageRequest } from '../service.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

/** Query fields of every list. */
export const pageQueryShape = {
  cursor: z
    .string()
    .regex(/^[\w.=-]{1,512}$/)
    .exactOptional()
    .describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).exactOptional().describe('Items a page; 50 when left out'),
} satisfies ShapeOf<PageRequest>;

export const pageQuerySchema = z.strictObject(pageQueryShape);

/** One page of a list, registered under `id`. */
export function pageOf<Item extends z.ZodType>(id: string, item: Item) {
  return z
    .object({
      items: z.array(item),
      next: z.string().nullable().describe('Cursor of the following page, null at the end'),
    })
    .register(responseSchemas, { id });
}
