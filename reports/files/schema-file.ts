import { z } from 'zod';
import { reportSchema } from '../schema/report-schema.ts';

/** `report.schema.json`: JSON Schema (2020-12) of `report.json`, with what the fields mean. */
export function schemaFile(): string {
  return `${JSON.stringify(z.toJSONSchema(reportSchema), null, 1)}\n`;
}
