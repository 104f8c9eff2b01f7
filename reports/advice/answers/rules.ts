import type { AnswerFileReportModel } from '../../../pipeline/contracts/answer-figures.ts';
import type { AnswerReportModel } from '../../../pipeline/contracts/report.ts';
import { shownFile } from '../../reading/file-answers.ts';
import { applied } from '../applied.ts';
import type { Advice, AdviceCase, AdviceId } from '../evidence.ts';
import { hardlyLearned } from '../hardly-learned.ts';
import { moreRecords } from '../more-records.ts';
import { rankTooLarge } from '../rank-too-large.ts';
import { rankTooSmall } from '../rank-too-small.ts';
import { repeatedRecords } from '../repeated-records.ts';
import { risingValidation } from '../rising-validation.ts';
import { stillFalling } from '../still-falling.ts';
import { truncatedRecords } from '../truncated-records.ts';
import { unsteadyTraining } from '../unsteady-training.ts';
import { contradictingAnswers } from './contradicting-answers.ts';
import type { AnswerAdviceEvidence } from './evidence.ts';
import { inexactEnds } from './inexact-ends.ts';
import { inventedNumbers } from './invented-numbers.ts';
import { itemCount } from './item-count.ts';
import { lostAnswers } from './lost-answers.ts';
import { lostParts } from './lost-parts.ts';
import { rareParts } from './rare-parts.ts';
import { simpleAsGood } from './simple-as-good.ts';
import { textLength } from './text-length.ts';
import { unreadableAnswers } from './unreadable-answers.ts';
import { weakParts } from './weak-parts.ts';
import { wideInterval } from './wide-interval.ts';

/** Rules for classifications that hold for written answers too: they look at data and training alone. */
const SHARED_IDS = [
  'more_records',
  'hardly_learned',
  'unsteady_training',
  'still_falling',
  'rising_validation',
  'rank_too_small',
  'rank_too_large',
  'truncated_records',
  'repeated_records',
] as const;

type AnswerAdviceId = keyof AnswerAdviceEvidence | (typeof SHARED_IDS)[number];
type Rule<K extends AdviceId> = (model: AnswerReportModel) => AdviceCase<K> | null;

/** Rules that go by the answers alone, and so apply to a file of written answers too: what is wrong with them, … */
const ON_ANSWERS = {
  unreadable_answers: unreadableAnswers,
  weak_parts: weakParts,
  lost_parts: lostParts,
  lost_answers: lostAnswers,
  inexact_ends: inexactEnds,
  item_count: itemCount,
  text_length: textLength,
  invented_numbers: inventedNumbers,
} as const;

/** … and how sure the figures are. */
const ON_FIGURES = { rare_parts: rareParts, wide_interval: wideInterval } as const;

/** Every rule for written answers, in the order in which advice of equal gain is shown. */
const RULES: { readonly [K in AnswerAdviceId]: Rule<K> } = {
  simple_as_good: simpleAsGood,
  ...ON_ANSWERS,
  contradicting_answers: contradictingAnswers,
  more_records: moreRecords,
  hardly_learned: hardlyLearned,
  unsteady_training: unsteadyTraining,
  still_falling: stillFalling,
  rising_validation: risingValidation,
  rank_too_small: rankTooSmall,
  rank_too_large: rankTooLarge,
  truncated_records: truncatedRecords,
  repeated_records: repeatedRecords,
  ...ON_FIGURES,
};

/** The advice that the figures of a report on written answers call for, what could gain most first. */
export function answerAdviceFor(model: AnswerReportModel): readonly Advice[] {
  return applied(RULES, model);
}

/** The advice that the figures of a file of written answers call for, what could gain most first. */
export function answerAdviceForFile({ figures }: AnswerFileReportModel): readonly Advice[] {
  return applied({ ...ON_ANSWERS, ...ON_FIGURES }, { evaluation: shownFile(figures) });
}
