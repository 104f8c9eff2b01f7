import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { confusedClasses } from './confused-classes.ts';
import { contradictingLabels } from './contradicting-labels.ts';
import type { Advice, AdviceEvidence, AdviceId } from './evidence.ts';
import { fewExamples } from './few-examples.ts';
import { lostClasses } from './lost-classes.ts';
import { risingValidation } from './rising-validation.ts';
import { smallTest } from './small-test.ts';
import { truncatedRecords } from './truncated-records.ts';
import { unseenLabels } from './unseen-labels.ts';

/** A rule looks at a report and gives its evidence, or null where the figures do not call for the advice. */
type AdviceRule<K extends AdviceId> = (model: ReportModel) => AdviceEvidence[K] | null;

/** Every rule, in the order in which advice is shown: what makes answers wrong first, what blurs them after. */
const RULES: { readonly [K in AdviceId]: AdviceRule<K> } = {
  unseen_labels: unseenLabels,
  few_examples: fewExamples,
  confused_classes: confusedClasses,
  lost_classes: lostClasses,
  contradicting_labels: contradictingLabels,
  truncated_records: truncatedRecords,
  rising_validation: risingValidation,
  small_test: smallTest,
};

/** The advice that a report's figures call for. */
export function adviceFor(model: ReportModel): readonly Advice[] {
  return Object.entries(RULES).flatMap(([id, rule]) => {
    const evidence = rule(model);
    // The table's type ties every rule's evidence to its id; Object.entries forgets that.
    return evidence === null ? [] : [{ id, evidence } as Advice];
  });
}
