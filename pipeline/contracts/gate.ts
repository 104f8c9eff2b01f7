import type { Localized, Verdict } from './names.ts';

export const GATE_RULES = [
  'better_than_base',
  'not_worse_than_production',
  'not_worse_in_slices',
  'minimum_macro_f1',
  'minimum_class_recall',
  'maximum_calibration_error',
  'minimum_readable_answers',
  'no_contamination',
  'minimum_data_score',
  'minimum_test_records',
] as const;
export type GateRuleId = (typeof GATE_RULES)[number];

/** One rule's outcome with the figures that it rests on. */
export interface GateRuleResult {
  readonly rule: GateRuleId;
  readonly verdict: Verdict;
  readonly figures: Readonly<Record<string, number | null>>;
  /** One sentence for a person, figures included. */
  readonly explanation: Localized;
}

/** FAIL if any rule fails, else INCONCLUSIVE if any is, else PASS. */
export interface GateResult {
  readonly format: 1;
  readonly verdict: Verdict;
  readonly rules: readonly GateRuleResult[];
}
