import type { AnswerFileReportModel } from '../../pipeline/contracts/answer-figures.ts';
import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import { answerAdviceForFile } from '../advice/answers/rules.ts';
import { fileReaderOf } from '../answers/file-reader.ts';
import { plain } from '../format/markdown.ts';
import { shownFile } from '../reading/file-answers.ts';
import { adviceLines } from './advice-lines.ts';
import { answerRows } from './answer-rows.ts';
import { judgeLines } from './judge-lines.ts';

/** `summary.md` of a file of written answers, in every language. */
export function answerFileSummary(model: AnswerFileReportModel): string {
  return `${LANGUAGES.map((language) => summaryIn(language, model)).join('\n\n---\n\n')}\n`;
}

function summaryIn(language: Language, model: AnswerFileReportModel) {
  const { name, figures, warnings, language: data } = model;
  const reader = fileReaderOf(language, data, figures.task, []);
  return [
    `# ${plain(reader.answers.file.title(name))}`,
    answerRows(shownFile(figures), reader),
    ...judgeLines(figures.judge, reader),
    ...adviceLines(answerAdviceForFile(model), reader.texts.advice, reader.figures),
    ...warnings.map((warning) => plain(warning[language])),
  ].join('\n\n');
}
