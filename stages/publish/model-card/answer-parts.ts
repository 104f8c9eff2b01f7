import type { AnswerEvaluation } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { Language } from '../../../pipeline/contracts/names.ts';
import { TASKS } from '../../../pipeline/contracts/tasks.ts';
import { answerReaderOf } from '../../../reports/answers/answer-reader.ts';
import { answerRows } from '../../../reports/files/answer-rows.ts';
import { figuresIn } from '../../../reports/format/figures.ts';
import { list, plain } from '../../../reports/format/markdown.ts';
import { headlineOf } from '../../../reports/reading/answer-headline.ts';
import { perHundred } from '../../../reports/reading/per-hundred.ts';
import { ANSWER_CARD_TEXTS } from './answer-texts.ts';
import { type CardFacts, methodOf } from './facts.ts';

/** Labels, types or fields that a card lists. */
const LISTED = 50;

/** What a card says in words of its task; Markdown. */
export interface CardParts {
  readonly lead: string;
  readonly figures: string;
  readonly use: string;
  readonly limits: string;
}

/** Those of a model that writes its answers. */
export function answerParts(
  { base, task, training }: Pick<CardFacts, 'base' | 'task' | 'training'>,
  evaluation: AnswerEvaluation,
  language: Language,
): CardParts {
  const texts = ANSWER_CARD_TEXTS[language];
  const figures = figuresIn(language);
  const reader = answerReaderOf(language, task.language, evaluation.task, []);
  const { tuned } = evaluation.systems;
  const headline = headlineOf(evaluation);
  const of = (share: number | null) => (share === null ? null : String(perHundred(share)));
  const { groups, title, gloss } = TASKS[evaluation.task];
  const parts = tuned.groups.slice(0, LISTED).map(({ name }) => plain(name));
  const rest = tuned.groups.length - parts.length;
  return {
    lead: texts.lead({
      method: methodOf(training).title[language],
      base: plain(base.id),
      size: `${figures.count(Math.round(base.parameters / 1e6))}M`,
      task: title[language],
      gloss: gloss[language],
    }),
    figures: [
      answerRows(evaluation, reader),
      reader.task.perHundred({
        tuned: String(perHundred(headline.tuned)),
        base: of(headline.base),
        production: of(headline.production),
      }),
    ].join('\n\n'),
    use: [
      texts.intended,
      ...(groups === null || parts.length === 0
        ? []
        : [texts.parts[groups], list(rest > 0 ? [...parts, texts.more(figures.count(rest))] : parts)]),
      ...(task.answer_tokens === undefined ? [] : [texts.tokens(figures.count(task.answer_tokens))]),
    ].join('\n\n'),
    limits: list([
      reader.task.remaining(String(100 - perHundred(headline.tuned))),
      ...(tuned.unreadable === 0
        ? []
        : [reader.answers.unreadableNow(figures.count(tuned.unreadable), figures.count(evaluation.n))]),
      texts.limits[evaluation.task],
      texts.drift,
      texts.bias,
    ]),
  };
}
