import { ANSWER_METRICS, type GroupKind } from '../../pipeline/contracts/tasks.ts';
import type { AnswerAdviceEvidence } from '../advice/answers/evidence.ts';
import type { AdviceTexts, FileAdvice } from './advice-texts.ts';
import { type Phrase, phrase } from './phrase.ts';

const joined = (items: readonly Phrase[]): Phrase =>
  items.flatMap((item, at) => (at === 0 ? item : ['; ', ...item]));

const PARTS: Readonly<Record<GroupKind, string>> = { label: 'labels', type: 'types', field: 'fields' };

/** The simplest thing that can be done. */
const SIMPLE: Readonly<Record<AnswerAdviceEvidence['simple_as_good']['task'], string>> = {
  multi_label: 'A simple classifier for each label',
  extraction: 'Looking up the terms of the training data',
  structured: 'Filling in the usual values',
};

/** Advice on written answers, in English. */
export const answerAdviceEn: Pick<AdviceTexts['items'], keyof AnswerAdviceEvidence> = {
  simple_as_good: ({ task, side, metric, simple, tuned, difference, interval, p }, { figures }) => ({
    title:
      side === 'worse'
        ? `${SIMPLE[task]} does better than the tuned model`
        : `${SIMPLE[task]} does about as well as the tuned model`,
    evidence: phrase`${ANSWER_METRICS[metric].name.en}: ${figures.percent(simple)} without a model, ${figures.percent(tuned)} with the tuned one; the model's lead is ${figures.points(difference)} points (${figures.points(interval[0])} to ${figures.points(interval[1])}), ${figures.p(p)}.`,
    action:
      'If that is enough for the work, it is cheaper and easier to explain. Otherwise the training data seldom shows the model what that way cannot do: add cases that it gets wrong.',
  }),
  unreadable_answers: ({ unreadable, n, task }, { figures }) => ({
    title: 'Bring answers into their form',
    evidence: phrase`${figures.count(unreadable)} of ${figures.count(n)} answers (${figures.percent(unreadable / n)}) could not be read and count as wrong.`,
    action:
      task === 'structured' || task === 'extraction'
        ? 'Look at the unreadable examples below. If answers break off, shorten those of the training data; if their form varies, write all of them in one form of JSON and train for one more epoch (train.epochs).'
        : 'Look at the unreadable examples below. If they are blank, look for blank answers in the training data, and train for one more epoch (train.epochs).',
  }),
  weak_parts: ({ kind, parts, mean }, { figures, label }) => ({
    title: `Look at ${PARTS[kind]} that are far weaker than the rest`,
    evidence: phrase`The mean F1 of all ${PARTS[kind]} is ${figures.percent(mean)}; ${joined(
      parts.map(
        ({ name, f1, support }) =>
          phrase`“${label(name)}” has ${figures.percent(f1)} (${figures.count(support)} in the test)`,
      ),
    )}.`,
    action:
      'Compare the examples below with the training data: these must be written the same way throughout. If they are, add records that have them.',
  }),
  rare_parts: ({ kind, parts, enough }, { figures, label }) => ({
    title: `The test hardly has some ${PARTS[kind]}`,
    evidence: phrase`${joined(
      parts.map(({ name, support }) => phrase`“${label(name)}” occurs ${figures.count(support)} time(s)`),
    )}; below ${figures.count(enough)} figures are only a hint.`,
    action: 'Add records that have them to the test.',
  }),
  lost_parts: ({ kind, parts }, { figures, label }) => ({
    title: `Some ${PARTS[kind]} became worse by tuning`,
    evidence: phrase`${joined(
      parts.map(
        ({ name, base, tuned }) =>
          phrase`F1 of “${label(name)}” fell from ${figures.percent(base)} to ${figures.percent(tuned)}`,
      ),
    )}.`,
    action:
      'Check in the training data whether their answers are right and written the same way, then train again.',
  }),
  lost_answers: ({ lost, won, n }, { figures }) => ({
    title: 'Some records were answered better by the base model',
    evidence: phrase`Of ${figures.count(n)} records tuning made ${figures.count(won)} better, but ${figures.count(lost)} worse.`,
    action:
      'Look at the first group of examples below for what those records have in common, and add training records like them.',
  }),
  inexact_ends: ({ strict, lenient, strictValue, lenientValue }, { figures }) => ({
    title: 'Answers find the place but not its ends',
    evidence: phrase`“${ANSWER_METRICS[lenient].name.en}” is ${figures.percent(lenientValue)}, “${ANSWER_METRICS[strict].name.en}” only ${figures.percent(strictValue)}.`,
    action:
      'Settle where an answer begins and ends (with or without unit, title, quotation marks), and bring training and test to that rule.',
  }),
  item_count: ({ given, side }, { figures }) => ({
    title: side === 'few' ? 'It gives too few items' : 'It gives too many items',
    evidence: phrase`For 100 items wanted it gives ${figures.number(Math.round(100 * given))}.`,
    action:
      side === 'few'
        ? 'Look for items that the training data leaves out: the model learns to leave them out too.'
        : 'Look for items in the training data that need not be there, or that stand there twice.',
  }),
  text_length: ({ ratio, side }, { figures }) => ({
    title: side === 'few' ? 'Its texts are too short' : 'Its texts are too long',
    evidence: phrase`Together the answers have ${figures.percent(ratio, 0)} of the length of the expected ones.`,
    action:
      side === 'few'
        ? 'See in the examples whether texts break off; if the training answers differ much in length, ask for one length.'
        : 'See in the examples whether texts repeat themselves or stray; if the training answers differ much in length, ask for one length.',
  }),
  invented_numbers: ({ share }, { figures }) => ({
    title: 'Answers hold numbers out of nowhere',
    evidence: phrase`${figures.percent(share)} of the numbers in the answers stand neither in the question nor in the expected answer.`,
    action:
      'Check every number before use. Look for numbers in the training answers that their questions do not have: they teach the model to invent.',
  }),
  contradicting_answers: ({ records, input }, { figures }) => ({
    title: 'Settle contradicting answers',
    evidence: phrase`Of ${figures.count(input)} records, ${figures.count(records)} ask the same as another one but expect a different answer.`,
    action: 'Decide for each which answer is right; no model can learn both.',
  }),
  wide_interval: ({ metric, n, halfWidth, aim, needed }, { figures }) => ({
    title: 'The test is small, so the figures are not yet precise',
    evidence: phrase`With ${figures.count(n)} test records, “${ANSWER_METRICS[metric].name.en}” is known to about ±${figures.points(halfWidth).slice(1)} points.`,
    action: `To know it to ±${figures.points(aim, 0).slice(1)} points takes about ${figures.count(needed)} test records.`,
  }),
};

/** The same where the two sides are a file and its baseline, which training did not lie between. */
export const fileAdviceEn: FileAdvice = {
  lost_parts: ({ kind, parts }, { figures, label }) => ({
    title: `The baseline tells some ${PARTS[kind]} better`,
    evidence: phrase`${joined(
      parts.map(
        ({ name, base, tuned }) =>
          phrase`F1 of “${label(name)}” is ${figures.percent(base)} there, ${figures.percent(tuned)} here`,
      ),
    )}.`,
    action:
      'See in the examples what they have in common; training data for these may be few, or written differently.',
  }),
  lost_answers: ({ lost, won, n }, { figures }) => ({
    title: 'The baseline answered some records better',
    evidence: phrase`Of ${figures.count(n)} records these predictions are better on ${figures.count(won)}, but worse on ${figures.count(lost)}.`,
    action: 'Look at the first group of examples below for what those records have in common.',
  }),
};
