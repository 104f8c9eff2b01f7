import type { RefineRule } from '../../pipeline/contracts/data-reports.ts';
import { conflictingLabel } from './conflicting-label.ts';
import { emptyInput } from './empty-input.ts';
import { emptyOutput } from './empty-output.ts';
import { exactDuplicate } from './exact-duplicate.ts';
import type { QualityRule } from './rule.ts';

export const QUALITY_RULES: Readonly<Record<RefineRule, QualityRule>> = {
  empty_input: emptyInput,
  empty_output: emptyOutput,
  exact_duplicate: exactDuplicate,
  conflicting_label: conflictingLabel,
};
