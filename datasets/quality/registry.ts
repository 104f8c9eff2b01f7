import type { RefineRule } from '../../pipeline/contracts/quality.ts';
import type { RecordRule, SetRule } from './rule.ts';
import { conflictingLabel } from './rules/conflicting-label.ts';
import { emptyInput } from './rules/empty-input.ts';
import { emptyOutput } from './rules/empty-output.ts';
import { exactDuplicate } from './rules/exact-duplicate.ts';

export const QUALITY_RULES: Readonly<Record<RefineRule, RecordRule | SetRule>> = {
  empty_input: emptyInput,
  empty_output: emptyOutput,
  exact_duplicate: exactDuplicate,
  conflicting_label: conflictingLabel,
};
