import { FILE_INTERVAL_METRICS } from '../../pipeline/contracts/classification-figures.ts';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import { adviceForFile } from '../advice/rules.ts';
import { fileReader } from '../evaluation/reader.ts';
import { plain, table } from '../format/markdown.ts';
import { detailTexts } from '../texts/detail-texts.ts';
import { evaluationTexts } from '../texts/evaluation-texts.ts';
import { adviceLines } from './advice-lines.ts';

/** `summary.md` of a file of predictions, in every language. */
export function evaluationSummary(model: FileReportModel): string {
  return `${LANGUAGES.map((language) => summaryIn(language, model)).join('\n\n---\n\n')}\n`;
}

function summaryIn(language: Language, model: FileReportModel): string {
  const { name, figures, warnings } = model;
  const reader = fileReader(language, figures.confusion.labels);
  const texts = evaluationTexts[language];
  const { metrics, names } = detailTexts[language];
  const confidence = reader.figures.percent(figures.confidence, 0);
  const number = (value: number | null) => (value === null ? '–' : value.toFixed(4));
  return [
    `# ${plain(texts.title(name))}`,
    table(
      [metrics.metric, metrics.value, metrics.range(confidence)],
      FILE_INTERVAL_METRICS.map((metric) => [
        names[metric],
        number(figures[metric]),
        figures.intervals[metric]?.map(number).join('–') ?? '–',
      ]),
    ),
    ...adviceLines(adviceForFile(model), reader.texts.advice, reader.figures),
    figures.detectable.words[language],
    ...warnings.map((warning) => plain(warning[language])),
  ].join('\n\n');
}
