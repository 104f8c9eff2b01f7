import type { RefineRule } from '../../pipeline/contracts/quality.ts';
import type { RecordRule, SetRule } from './rule.ts';
import { conflictingLabel } from './rules/conflicting-label.ts';
import { emptyInput } from './rules/empty-input.ts';
import { emptyOutput } from './rules/empty-output.ts';
import { exactDuplicate } from './rules/exact-duplicate.ts';
import { htmlMarkup } from './rules/html-markup.ts';
import { imbalance } from './rules/imbalance.ts';
import { labelNoise } from './rules/label-noise.ts';
import { mojibake } from './rules/mojibake.ts';
import { nearDuplicate } from './rules/near-duplicate.ts';
import { outlier } from './rules/outlier.ts';
import { personalData } from './rules/personal-data.ts';
import { repetition } from './rules/repetition.ts';
import { secret } from './rules/secret.ts';
import { simplifiedChinese } from './rules/simplified-chinese.ts';
import { testContamination } from './rules/test-contamination.ts';
import { tooLong } from './rules/too-long.ts';
import { unreadable } from './rules/unreadable.ts';

export const QUALITY_RULES: Readonly<Record<RefineRule, RecordRule | SetRule>> = {
  mojibake,
  html_markup: htmlMarkup,
  simplified_chinese: simplifiedChinese,
  unreadable,
  repetition,
  secret,
  pii: personalData,
  too_long: tooLong,
  empty_input: emptyInput,
  empty_output: emptyOutput,
  exact_duplicate: exactDuplicate,
  conflicting_label: conflictingLabel,
  test_contamination: testContamination,
  near_duplicate: nearDuplicate,
  outlier,
  label_noise: labelNoise,
  imbalance,
};
