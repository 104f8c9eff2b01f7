import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { ANSWER_EFFORTS } from './answers/efforts.ts';
import type { AnswerAdviceEvidence } from './answers/evidence.ts';
import { applied } from './applied.ts';
import { changedBySwap } from './changed-by-swap.ts';
import { confusedClasses } from './confused-classes.ts';
import { contradictingLabels } from './contradicting-labels.ts';
import type { Advice, AdviceCase, AdviceId, Effort } from './evidence.ts';
import { fewExamples } from './few-examples.ts';
import { floorAsGood } from './floor-as-good.ts';
import { handOver } from './hand-over.ts';
import { hardlyLearned } from './hardly-learned.ts';
import { judgedFile } from './judged.ts';
import { likelyWrongLabels } from './likely-wrong-labels.ts';
import { lostClasses } from './lost-classes.ts';
import { moreRecords } from './more-records.ts';
import { rankTooLarge } from './rank-too-large.ts';
import { rankTooSmall } from './rank-too-small.ts';
import { repeatedRecords } from './repeated-records.ts';
import { risingValidation } from './rising-validation.ts';
import { slicesLeftBehind } from './slices-left-behind.ts';
import { smallTest } from './small-test.ts';
import { stillFalling } from './still-falling.ts';
import { truncatedRecords } from './truncated-records.ts';
import { unbalanced } from './unbalanced.ts';
import { unseenLabels } from './unseen-labels.ts';
import { unsteadyTraining } from './unsteady-training.ts';
import { weakCalibration } from './weak-calibration.ts';

/** A rule looks at a report and gives its evidence, or null where the figures do not call for the advice. */
type AdviceRule<K extends AdviceId> = (model: ReportModel) => AdviceCase<K> | null;

/** Every rule for a classification, in the order in which advice of equal gain is shown: what makes answers wrong first, what blurs them after. */
const RULES: { readonly [K in Exclude<AdviceId, keyof AnswerAdviceEvidence>]: AdviceRule<K> } = {
  floor_as_good: floorAsGood,
  unseen_labels: unseenLabels,
  few_examples: fewExamples,
  confused_classes: confusedClasses,
  lost_classes: lostClasses,
  slices_left_behind: slicesLeftBehind,
  changed_by_swap: changedBySwap,
  hand_over: handOver,
  unbalanced,
  likely_wrong_labels: likelyWrongLabels,
  contradicting_labels: contradictingLabels,
  more_records: moreRecords,
  hardly_learned: hardlyLearned,
  unsteady_training: unsteadyTraining,
  still_falling: stillFalling,
  rising_validation: risingValidation,
  rank_too_small: rankTooSmall,
  rank_too_large: rankTooLarge,
  truncated_records: truncatedRecords,
  repeated_records: repeatedRecords,
  weak_calibration: weakCalibration,
  small_test: smallTest,
};

export const EFFORTS: Readonly<Record<AdviceId, Effort>> = {
  floor_as_good: 'review',
  unseen_labels: 'collect',
  few_examples: 'collect',
  confused_classes: 'review',
  lost_classes: 'review',
  slices_left_behind: 'collect',
  changed_by_swap: 'review',
  hand_over: 'practice',
  unbalanced: 'collect',
  likely_wrong_labels: 'review',
  contradicting_labels: 'review',
  more_records: 'collect',
  hardly_learned: 'setting',
  unsteady_training: 'setting',
  rank_too_small: 'setting',
  rank_too_large: 'setting',
  still_falling: 'setting',
  rising_validation: 'setting',
  truncated_records: 'setting',
  repeated_records: 'review',
  weak_calibration: 'practice',
  small_test: 'collect',
  ...ANSWER_EFFORTS,
};

/** The rules among them that go by the answers alone, and so apply to a file of predictions too. */
const FILE_RULES = {
  confused_classes: confusedClasses,
  lost_classes: lostClasses,
  slices_left_behind: slicesLeftBehind,
  hand_over: handOver,
  weak_calibration: weakCalibration,
  small_test: smallTest,
} as const;

/** The advice that a report's figures call for, what could gain most first. */
export function adviceFor(model: ReportModel): readonly Advice[] {
  return applied(RULES, model);
}

/** The advice that the figures of a file of predictions call for, what could gain most first. */
export function adviceForFile(model: FileReportModel): readonly Advice[] {
  return applied(FILE_RULES, judgedFile(model));
}
