import {
  type EvaluationResult,
  INTERVAL_METRICS,
  type SystemMetrics,
} from '../../pipeline/contracts/evaluation.ts';
import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { adviceFor } from '../advice/rules.ts';
import { type Figures, figuresIn } from '../format/figures.ts';
import { table } from '../format/markdown.ts';
import { perHundred } from '../reading/per-hundred.ts';
import { systemsOf } from '../reading/systems.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { textsIn } from '../texts/texts-in.ts';
import { adviceLines } from './advice-lines.ts';
import { lookLines, summaryEnd, summaryHead } from './summary-parts.ts';

/** `summary.md`: verdict, figures side by side and the gate, in every language, for a pull request or a mail. */
export function summaryFileOf(model: ReportModel): string {
  return `${LANGUAGES.map((language) => summaryIn(language, model)).join('\n\n---\n\n')}\n`;
}

function summaryIn(language: Language, model: ReportModel): string {
  const { evaluation } = model;
  const [texts, figures] = [textsIn(language), figuresIn(language)];
  const systems = systemsOf(evaluation);
  const { tuned, base, production } = evaluation.systems;
  const hundred = (share: number) => String(perHundred(share));
  const rows = INTERVAL_METRICS.map((metric) => [
    texts.metrics[metric].name,
    ...systems.map(
      ({ metrics }) => `${figures.percent(metrics[metric])} [${figures.range(metrics.intervals[metric])}]`,
    ),
    `${figures.points(tuned[metric] - base[metric])} ${texts.comparison.points}`,
  ]);
  return [
    ...summaryHead(model, texts),
    texts.verdict.perHundred(
      hundred(tuned.accuracy),
      hundred(base.accuracy),
      production && hundred(production.accuracy),
    ),
    ...lookLines(model, texts, figures, language),
    table(
      [texts.comparison.metric, ...systems.map(({ id }) => texts.systems[id]), texts.comparison.difference],
      rows,
    ),
    ...peerLines(evaluation, texts, figures),
    ...adviceLines(adviceFor(model), texts.advice, figures),
    ...summaryEnd(model, language),
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
