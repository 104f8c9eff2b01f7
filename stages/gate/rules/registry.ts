import type { GateRuleId } from '../../../pipeline/contracts/gate.ts';
import { betterThanBase } from './better-than-base.ts';
import { maximumCalibrationError } from './maximum-calibration-error.ts';
import { minimumClassRecall } from './minimum-class-recall.ts';
import { minimumDataScore } from './minimum-data-score.ts';
import { minimumMacroF1 } from './minimum-macro-f1.ts';
import { minimumReadableAnswers } from './minimum-readable-answers.ts';
import { minimumTestRecords } from './minimum-test-records.ts';
import { noContamination } from './no-contamination.ts';
import { notWorseInSlices } from './not-worse-in-slices.ts';
import { notWorseThanProduction } from './not-worse-than-production.ts';
import type { Rule } from './rule.ts';

/** Every rule of the gate by its name; a rule without an entry does not compile. */
export const RULES: Readonly<Record<GateRuleId, Rule>> = {
  better_than_base: betterThanBase,
  not_worse_than_production: notWorseThanProduction,
  not_worse_in_slices: notWorseInSlices,
  minimum_macro_f1: minimumMacroF1,
  minimum_class_recall: minimumClassRecall,
  maximum_calibration_error: maximumCalibrationError,
  minimum_readable_answers: minimumReadableAnswers,
  no_contamination: noContamination,
  minimum_data_score: minimumDataScore,
  minimum_test_records: minimumTestRecords,
};
