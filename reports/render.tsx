import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { AnswerFileReportModel } from '../pipeline/contracts/answer-figures.ts';
import type { FileReportModel } from '../pipeline/contracts/file-report.ts';
import type { ModelHistory } from '../pipeline/contracts/model-history.ts';
import { LANGUAGES, type Language } from '../pipeline/contracts/names.ts';
import { type AnyReportModel, byKindOfReport, type ReportFile } from '../pipeline/contracts/report.ts';
import type { RunsComparison } from '../pipeline/contracts/runs-comparison.ts';
import { AnswerFilePage } from './answers/file-page.tsx';
import { AnswerReportPage } from './answers/page.tsx';
import { EvaluationPage } from './evaluation/page.tsx';
import { answerFileJunit } from './files/answer-file-junit.ts';
import { answerFileSummary } from './files/answer-file-summary.ts';
import { answerJunit } from './files/answer-junit.ts';
import { answerSummary } from './files/answer-summary.ts';
import { evaluationJunit } from './files/evaluation-junit.ts';
import { evaluationSummary } from './files/evaluation-summary.ts';
import { jsonFileOf } from './files/json-file.ts';
import { junitFileOf } from './files/junit-file.ts';
import { schemaFile } from './files/schema-file.ts';
import { specFileOf } from './files/spec-file.ts';
import { summaryFileOf } from './files/summary-file.ts';
import { HistoryPage } from './history/page.tsx';
import { OVERVIEW_FILES, REPORT_PATHS } from './page/paths.ts';
import { ReportPage } from './page/report-page.tsx';
import { RunsPage } from './runs/page.tsx';
import { answerFileSchema } from './schema/answer-file-schema.ts';
import { fileReportSchema } from './schema/file-report-schema.ts';
import { reportSchema } from './schema/report-schema.ts';
import { reportCss } from './style/report-css.ts';

/**
 * A report as files that need nothing but each other: a page in each language, their style sheet, and the same facts
 * for programs. Pure: the same model gives the same bytes.
 */
export function renderReport(model: AnyReportModel): readonly ReportFile[] {
  return [
    ...pagesOf((language) => pageOf(model, language)),
    { path: 'report.json', media: 'application/json', content: jsonFileOf(model) },
    { path: 'report.schema.json', media: 'application/schema+json', content: schemaFile(reportSchema) },
    {
      path: 'junit.xml',
      media: 'application/xml',
      content: byKindOfReport(model, { classification: junitFileOf, answers: answerJunit }),
    },
    {
      path: 'summary.md',
      media: 'text/markdown; charset=utf-8',
      content: byKindOfReport(model, { classification: summaryFileOf, answers: answerSummary }),
    },
    { path: 'spec.json', media: 'application/json', content: specFileOf(model) },
  ];
}

function pageOf(model: AnyReportModel, language: Language) {
  return byKindOfReport(model, {
    classification: (own) => <ReportPage model={own} language={language} />,
    answers: (own) => <AnswerReportPage model={own} language={language} />,
  });
}

/** The report on a file of predictions as files that need nothing but each other. Pure, like `renderReport`. */
export function renderEvaluation(model: FileReportModel): readonly ReportFile[] {
  return [
    ...pagesOf((language) => <EvaluationPage model={model} language={language} />),
    { path: 'report.json', media: 'application/json', content: jsonFileOf(model) },
    { path: 'report.schema.json', media: 'application/schema+json', content: schemaFile(fileReportSchema) },
    { path: 'junit.xml', media: 'application/xml', content: evaluationJunit(model) },
    { path: 'summary.md', media: 'text/markdown; charset=utf-8', content: evaluationSummary(model) },
  ];
}

/** The same of a file of written answers. */
export function renderAnswerFile(model: AnswerFileReportModel): readonly ReportFile[] {
  return [
    ...pagesOf((language) => <AnswerFilePage model={model} language={language} />),
    { path: 'report.json', media: 'application/json', content: jsonFileOf(model) },
    { path: 'report.schema.json', media: 'application/schema+json', content: schemaFile(answerFileSchema) },
    { path: 'junit.xml', media: 'application/xml', content: answerFileJunit(model) },
    { path: 'summary.md', media: 'text/markdown; charset=utf-8', content: answerFileSummary(model) },
  ];
}

/** A registry name over time, as files that need nothing but each other. Pure, like `renderReport`. */
export function renderHistory(history: ModelHistory): readonly ReportFile[] {
  return [
    ...pagesOf((language) => <HistoryPage history={history} language={language} />),
    { path: OVERVIEW_FILES.history, media: 'application/json', content: `${JSON.stringify(history)}\n` },
  ];
}

/** Runs side by side, as files that need nothing but each other. Pure, like `renderReport`. */
export function renderComparison(comparison: RunsComparison): readonly ReportFile[] {
  return [
    ...pagesOf((language) => <RunsPage comparison={comparison} language={language} />),
    {
      path: OVERVIEW_FILES.comparison,
      media: 'application/json',
      content: `${JSON.stringify(comparison)}\n`,
    },
  ];
}

/** A page in each language and the style sheet that they share. */
function pagesOf(page: (language: Language) => VNode): readonly ReportFile[] {
  return [
    ...LANGUAGES.map((language) => ({
      path: REPORT_PATHS[language],
      media: 'text/html; charset=utf-8',
      content: `<!doctype html>\n${render(page(language))}\n`,
    })),
    { path: 'report.css', media: 'text/css; charset=utf-8', content: reportCss },
  ];
}
