import { type EvaluationResult, INTERVAL_METRICS } from '../../../pipeline/contracts/evaluation.ts';
import { LANGUAGES, type Language } from '../../../pipeline/contracts/names.ts';
import { type Figures, figuresIn } from '../../../reports/format/figures.ts';
import { list, plain, table, verbatim } from '../../../reports/format/markdown.ts';
import { perHundred } from '../../../reports/reading/per-hundred.ts';
import type { ReportTexts } from '../../../reports/texts/report-texts.ts';
import { textsIn } from '../../../reports/texts/texts-in.ts';
import { answerParts, type CardParts } from './answer-parts.ts';
import { type CardFacts, methodOf } from './facts.ts';
import { frontMatter } from './front-matter.ts';
import { generatedFact } from './generated.ts';
import { CARD_TEXTS, type CardTexts } from './texts.ts';

/** Labels that a card lists; a version's `prompt.json` has all. */
const LISTED_LABELS = 50;

/** `README.md` of a version: what the model is, how good, what for and what not, and where it comes from. */
export function modelCard(facts: CardFacts): string {
  const parts = LANGUAGES.map((language) => cardIn(language, facts));
  return `${frontMatter(facts)}\n\n${parts.join('\n\n---\n\n')}\n`;
}

/** For whom a section writes. */
interface Words {
  readonly card: CardTexts;
  readonly report: ReportTexts;
  readonly figures: Figures;
}

function cardIn(language: Language, facts: CardFacts): string {
  const { evaluation } = facts;
  const words: Words = {
    card: CARD_TEXTS[language],
    report: textsIn(language),
    figures: figuresIn(language),
  };
  const { name } = facts.draft;
  const parts =
    evaluation.task === 'classification'
      ? classifierParts(facts, evaluation, words, language)
      : answerParts(facts, evaluation, language);
  return [
    `# ${plain(name)}`,
    about(facts, parts, words),
    results(facts, parts, words),
    `## ${words.card.use.title}\n\n${parts.use}`,
    `## ${words.card.limits.title}\n\n${parts.limits}`,
    asking(facts, words, language),
    origin(facts, words, language),
    licence(facts, words),
  ].join('\n\n');
}

function about({ draft }: CardFacts, { lead }: CardParts, { card, report }: Words): string {
  const { word, sentence } = report.verdicts[draft.verdict];
  const { override } = draft;
  return [
    `## ${card.about.title}`,
    lead,
    `**${word}** ${sentence}`,
    ...(override ? [card.about.override(plain(override.by), plain(override.reason))] : []),
  ].join('\n\n');
}

function results({ evaluation }: CardFacts, parts: CardParts, { card, figures }: Words): string {
  return [
    `## ${card.figures.title}`,
    card.figures.lead(figures.count(evaluation.n), shortDigest(evaluation.test_digest)),
    parts.figures,
    card.figures.report,
  ].join('\n\n');
}

/** What the card of a classifier says in its own words. */
function classifierParts(
  { base, task, training }: CardFacts,
  evaluation: EvaluationResult,
  { card, report, figures }: Words,
  language: Language,
): CardParts {
  const size = `${figures.count(Math.round(base.parameters / 1e6))}M`;
  const { tuned } = evaluation.systems;
  const rows = INTERVAL_METRICS.map((metric) => [
    report.metrics[metric].name,
    ...[tuned, evaluation.systems.base].map(
      (system) => `${figures.percent(system[metric])} [${figures.range(system.intervals[metric])}]`,
    ),
  ]);
  const labels = task.labels.slice(0, LISTED_LABELS).map(plain);
  const rest = task.labels.length - labels.length;
  const unseen = evaluation.unseen_labels.map(({ label }) => plain(label)).join(', ');
  return {
    lead: card.about.lead({
      method: methodOf(training).title[language],
      base: plain(base.id),
      size,
      labels: figures.count(task.labels.length),
    }),
    figures: table([report.comparison.metric, report.systems.tuned, report.systems.base], rows),
    use: [
      card.use.intended,
      card.use.labels,
      list(rest > 0 ? [...labels, card.use.more(figures.count(rest))] : labels),
    ].join('\n\n'),
    limits: list([
      card.limits.wrong(String(perHundred(1 - tuned.accuracy))),
      card.limits.closed,
      card.limits.drift,
      ...(unseen === '' ? [] : [card.limits.unseen(unseen)]),
      card.limits.bias,
    ]),
  };
}

function asking({ task, training }: CardFacts, { card }: Words, language: Language): string {
  const { limit } = methodOf(training);
  const { system, user } = task.prompt;
  const python = [
    'from peft import PeftModel',
    'from transformers import AutoModelForCausalLM',
    '',
    `base = AutoModelForCausalLM.from_pretrained("<${card.asking.baseDirectory}>")`,
    'model = PeftModel.from_pretrained(base, "adapter")',
  ];
  return [
    `## ${card.asking.title}`,
    card.asking.lead,
    verbatim(system === null ? user : `${system}\n\n${user}`),
    card.asking.loading,
    verbatim(python.join('\n'), 'python'),
    ...(limit === null ? [] : [limit[language]]),
  ].join('\n\n');
}

function origin({ draft, base, training }: CardFacts, { card, figures }: Words, language: Language): string {
  const { lineage } = draft;
  const generated = generatedFact(lineage.generated, language, figures);
  const trained = card.origin.trained({
    steps: figures.count(training.steps),
    epochs: figures.number(training.epochs),
    duration: figures.duration(training.seconds),
    device: plain(`${training.device}, ${training.dtype}`),
  });
  const facts: readonly (readonly [string, string])[] = [
    [card.origin.dataset, `${plain(lineage.dataset.name)}, sha256 ${lineage.dataset.digest}`],
    ...(lineage.test ? [[card.origin.testFile, `sha256 ${lineage.test.digest}`] as const] : []),
    [card.origin.base, `${plain(base.id)}, sha256 ${base.digest}`],
    ...(generated === null ? [] : [generated]),
    ...((lineage.decided ?? []).length > 0
      ? [[card.origin.decisions, decisionsIn(lineage, card)] as const]
      : []),
    [card.origin.training, trained],
    [card.origin.code, plain(lineage.codeVersion)],
    [card.origin.run, plain(lineage.runId)],
  ];
  return [
    `## ${card.origin.title}`,
    list(facts.map(([name, value]) => card.origin.fact(name, value))),
    card.origin.lineage,
  ].join('\n\n');
}

/** How many decisions people made about the data, and who they were. */
function decisionsIn({ decided = [] }: CardFacts['draft']['lineage'], card: CardTexts): string {
  const people = [...new Set(decided.map(({ by }) => by))].map(plain).join(', ');
  return card.origin.decided(String(decided.length), people);
}

function licence({ base }: CardFacts, { card }: Words): string {
  return [
    `## ${card.licence.title}`,
    card.licence.lead(plain(base.licence.name), plain(base.licence.url)),
    verbatim(base.licence.notice),
    card.licence.data,
  ].join('\n\n');
}

/** Enough of a digest to tell two apart by eye. */
function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
