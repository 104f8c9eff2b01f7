import type { AnswerFileReportModel } from '../../pipeline/contracts/answer-figures.ts';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import type { AnyReportModel } from '../../pipeline/contracts/report.ts';

/** `report.json`: the report's model as it is, with a pointer to the schema beside it. */
export function jsonFileOf(model: AnyReportModel | FileReportModel | AnswerFileReportModel): string {
  return `${JSON.stringify({ $schema: 'report.schema.json', ...model })}\n`;
}
