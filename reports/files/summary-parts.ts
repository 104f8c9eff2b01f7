import type { Language } from '../../pipeline/contracts/names.ts';
import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { sourceOf } from '../../pipeline/contracts/trigger-texts.ts';
import { type Figures, figuresIn } from '../format/figures.ts';
import { plain, table } from '../format/markdown.ts';
import { looksOf, lookWarning } from '../reading/test-looks.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { textsIn } from '../texts/texts-in.ts';

/** `summary.md` begins with these in every task: what it is on, and the verdict. */
export function summaryHead({ name, gate }: AnyReportModel, texts: ReportTexts): string[] {
  const verdict = texts.verdicts[gate.verdict];
  return [`# ${plain(texts.page.title(name))}`, `**${verdict.word}** ${verdict.sentence}`];
}

/** And ends with these: what started the run, what the intervals are, and every rule of the gate. */
export function summaryEnd({ evaluation, gate, started_by }: AnyReportModel, language: Language): string[] {
  const [texts, figures] = [textsIn(language), figuresIn(language)];
  const { startedBy } = texts.reproduce.identity;
  const colon = language === 'en' ? ': ' : '：';
  return [
    ...(started_by === undefined
      ? []
      : [`${startedBy}${colon}${plain(sourceOf(started_by, figures.moment)[language])}`]),
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
  ];
}

/** A warning where the test set was used so often that choosing by it may flatter. */
export function lookLines(
  model: AnyReportModel,
  texts: ReportTexts,
  figures: Figures,
  language: Language,
): string[] {
  const looks = looksOf(model);
  return looks?.often ? [lookWarning(model, looks, { texts, figures, language })] : [];
}
