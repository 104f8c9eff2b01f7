import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import type { AnswerReportModel } from '../../pipeline/contracts/report.ts';
import { answerAdviceFor } from '../advice/answers/rules.ts';
import { type AnswerReader, answerReaderOf } from '../answers/answer-reader.ts';
import { headlineOf } from '../reading/answer-headline.ts';
import type { ShownAnswers } from '../reading/answer-systems.ts';
import { perHundred } from '../reading/per-hundred.ts';
import { adviceLines } from './advice-lines.ts';
import { answerPeerLines } from './answer-peer-lines.ts';
import { answerRows } from './answer-rows.ts';
import { judgeLines } from './judge-lines.ts';
import { pairsLines } from './pairs-lines.ts';
import { lookLines, summaryEnd, summaryHead } from './summary-parts.ts';

/** `summary.md` of a task whose answers are written: verdict, figures side by side and the gate, in every language. */
export function answerSummary(model: AnswerReportModel): string {
  return `${LANGUAGES.map((language) => summaryIn(language, model)).join('\n\n---\n\n')}\n`;
}

function summaryIn(language: Language, model: AnswerReportModel): string {
  const { evaluation, split } = model;
  const reader = answerReaderOf(language, split.task.language, evaluation.task, []);
  const { texts, figures } = reader;
  return [
    ...summaryHead(model, texts),
    headlineText(evaluation, reader),
    ...lookLines(model, texts, figures, language),
    answerRows(evaluation, reader),
    ...answerPeerLines(evaluation, reader),
    ...pairsLines(evaluation.preference, reader),
    ...judgeLines(evaluation.judge, reader),
    ...adviceLines(answerAdviceFor(model), texts.advice, figures),
    ...summaryEnd(model, language),
  ].join('\n\n');
}

function headlineText(evaluation: ShownAnswers, { task }: AnswerReader): string {
  const headline = headlineOf(evaluation);
  const of = (share: number | null) => (share === null ? null : String(perHundred(share)));
  return task.perHundred({
    tuned: String(perHundred(headline.tuned)),
    base: of(headline.base),
    production: of(headline.production),
  });
}
