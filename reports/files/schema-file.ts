import { z } from 'zod';

/** `report.schema.json`: JSON Schema (2020-12) of a `report.json`, with what the fields mean. */
export function schemaFile(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema), null, 1)}\n`;
}
