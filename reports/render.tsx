import { render } from 'preact-render-to-string';
import type { FileReportModel } from '../pipeline/contracts/file-report.ts';
import { LANGUAGES } from '../pipeline/contracts/names.ts';
import type { ReportFile, ReportModel } from '../pipeline/contracts/report.ts';
import { EvaluationPage } from './evaluation/page.tsx';
import { evaluationJunit } from './files/evaluation-junit.ts';
import { evaluationSummary } from './files/evaluation-summary.ts';
import { jsonFileOf } from './files/json-file.ts';
import { junitFileOf } from './files/junit-file.ts';
import { schemaFile } from './files/schema-file.ts';
import { specFileOf } from './files/spec-file.ts';
import { summaryFileOf } from './files/summary-file.ts';
import { REPORT_PATHS } from './page/paths.ts';
import { ReportPage } from './page/report-page.tsx';
import { fileReportSchema } from './schema/file-report-schema.ts';
import { reportSchema } from './schema/report-schema.ts';
import { reportCss } from './style/report-css.ts';

/**
 * A report as files that need nothing but each other: a page in each language, their style sheet, and the same facts
 * for programs. Pure: the same model gives the same bytes.
 */
export function renderReport(model: ReportModel): readonly ReportFile[] {
  return [
    ...LANGUAGES.map((language) => ({
      path: REPORT_PATHS[language],
      media: 'text/html; charset=utf-8',
      content: `<!doctype html>\n${render(<ReportPage model={model} language={language} />)}\n`,
    })),
    { path: 'report.css', media: 'text/css; charset=utf-8', content: reportCss },
    { path: 'report.json', media: 'application/json', content: jsonFileOf(model) },
    { path: 'report.schema.json', media: 'application/schema+json', content: schemaFile(reportSchema) },
    { path: 'junit.xml', media: 'application/xml', content: junitFileOf(model) },
    { path: 'summary.md', media: 'text/markdown; charset=utf-8', content: summaryFileOf(model) },
    { path: 'spec.json', media: 'application/json', content: specFileOf(model) },
  ];
}

/** The report on a file of predictions as files that need nothing but each other. Pure, like `renderReport`. */
export function renderEvaluation(model: FileReportModel): readonly ReportFile[] {
  return [
    ...LANGUAGES.map((language) => ({
      path: REPORT_PATHS[language],
      media: 'text/html; charset=utf-8',
      content: `<!doctype html>\n${render(<EvaluationPage model={model} language={language} />)}\n`,
    })),
    { path: 'report.css', media: 'text/css; charset=utf-8', content: reportCss },
    { path: 'report.json', media: 'application/json', content: jsonFileOf(model) },
    { path: 'report.schema.json', media: 'application/schema+json', content: schemaFile(fileReportSchema) },
    { path: 'junit.xml', media: 'application/xml', content: evaluationJunit(model) },
    { path: 'summary.md', media: 'text/markdown; charset=utf-8', content: evaluationSummary(model) },
  ];
}
