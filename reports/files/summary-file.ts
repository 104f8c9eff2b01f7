import {
  type EvaluationResult,
  INTERVAL_METRICS,
  type SystemMetrics,
} from '../../pipeline/contracts/evaluation.ts';
import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { type Figures, figuresIn } from '../format/figures.ts';
import { plain, table } from '../format/markdown.ts';
import { perHundred } from '../reading/per-hundred.ts';
import { systemsOf } from '../reading/systems.ts';
import { looksOf } from '../reading/test-looks.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { textsIn } from '../texts/texts-in.ts';

/** `summary.md`: verdict, figures side by side and the gate, in every language, for a pull request or a mail. */
export function summaryFileOf(model: ReportModel): string {
  return `${LANGUAGES.map((language) => summaryIn(language, model)).join('\n\n---\n\n')}\n`;
}

function summaryIn(language: Language, model: ReportModel): string {
  const { name, evaluation, gate } = model;
  const [texts, figures] = [textsIn(language), figuresIn(language)];
  const systems = systemsOf(evaluation);
  const { tuned, base, production } = evaluation.systems;
  const hundred = (share: number) => String(perHundred(share));
  const verdict = texts.verdicts[gate.verdict];
  const rows = INTERVAL_METRICS.map((metric) => [
    texts.metrics[metric].name,
    ...systems.map(
      ({ metrics }) => `${figures.percent(metrics[metric])} [${figures.range(metrics.intervals[metric])}]`,
    ),
    `${figures.points(tuned[metric] - base[metric])} ${texts.comparison.points}`,
  ]);
  return [
    `# ${plain(texts.page.title(name))}`,
    `**${verdict.word}** ${verdict.sentence}`,
    texts.verdict.perHundred(
      hundred(tuned.accuracy),
      hundred(base.accuracy),
      production && hundred(production.accuracy),
    ),
    ...lookLines(model, texts, figures),
    table(
      [texts.comparison.metric, ...systems.map(({ id }) => texts.systems[id]), texts.comparison.difference],
      rows,
    ),
    ...peerLines(evaluation, texts, figures),
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

/** Everything that answered the records beside base, tuned and production, and how far the tuned model is ahead. */
function peerLines({ peers = [] }: EvaluationResult, texts: ReportTexts, figures: Figures): string[] {
  if (peers.length === 0) return [];
  const { peers: words, metrics } = texts;
  const share = (metric: 'accuracy' | 'macro_f1', of: SystemMetrics) =>
    `${figures.percent(of[metric])} [${figures.range(of.intervals[metric])}]`;
  return [
    table(
      [words.system, metrics.accuracy.name, metrics.macro_f1.name, words.lead_over, words.p],
      peers.map(({ id, metrics: own, comparison }) => [
        words.names[id].name,
        share('accuracy', own),
        share('macro_f1', own),
        `${figures.points(comparison.macro_f1_difference)} [${comparison.interval.map((end) => figures.points(end)).join(' – ')}]`,
        figures.p(comparison.macro_f1_p),
      ]),
    ),
  ];
}

/** A warning where the test set was used so often that choosing by it may flatter. */
function lookLines(model: ReportModel, texts: ReportTexts, figures: Figures): string[] {
  const looks = looksOf(model);
  if (!looks?.often) return [];
  return [texts.looks.warning(figures.count(looks.number), figures.points(looks.flattery).slice(1))];
}
