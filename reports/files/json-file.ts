import type { AnyReportModel } from '../../pipeline/contracts/report.ts';

/** `report.json`: the report's model as it is, with a pointer to the schema beside it. */
export function jsonFileOf(model: AnyReportModel): string {
  return `${JSON.stringify({ $schema: 'report.schema.json', ...model })}\n`;
}
