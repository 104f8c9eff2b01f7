import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import type { AnswerReportModel } from '../../pipeline/contracts/report.ts';
import { type AnswerReader, answerReaderOf } from '../answers/answer-reader.ts';
import { plain, table } from '../format/markdown.ts';
import { headlineOf } from '../reading/answer-headline.ts';
import type { ShownAnswers } from '../reading/answer-systems.ts';
import { perHundred } from '../reading/per-hundred.ts';
import { answerRows } from './answer-rows.ts';

/** `summary.md` of a task whose answers are written: verdict, figures side by side and the gate, in every language. */
export function answerSummary(model: AnswerReportModel): string {
  return `${LANGUAGES.map((language) => summaryIn(language, model)).join('\n\n---\n\n')}\n`;
}

function summaryIn(language: Language, { name, evaluation, gate, split }: AnswerReportModel): string {
  const reader = answerReaderOf(language, split.task.language, evaluation.task, []);
  const { texts, figures } = reader;
  const verdict = texts.verdicts[gate.verdict];
  return [
    `# ${plain(texts.page.title(name))}`,
    `**${verdict.word}** ${verdict.sentence}`,
    headlineText(evaluation, reader),
    answerRows(evaluation, reader),
    texts.comparison.intervalNote(
      figures.percent(evaluation.confidence, 0),
      figures.count(evaluation.bootstrap_draws),
    ),
    table(
      [texts.comparison.rule, texts.comparison.outcome, texts.comparison.evidence],
      gate.rules.map((rule) => [
        texts.gateRules[rule.rule],
        texts.verdicts[rule.verdict].word,
        plain(rule.explanation[language]),
      ]),
    ),
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
