import type { SplitPlan } from '../../datasets/split/plan.ts';
import { AUTO_TEST, AUTO_VALIDATION, AUTO_VALIDATION_MOST } from '../../datasets/split/settings.ts';
import type { Tally } from '../../datasets/split/tally.ts';
import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { Decision } from '../../pipeline/contracts/stage.ts';

const TEST_REASONS: Readonly<Record<SplitReport['method'], (test: number) => Localized>> = {
  test_file: (test) => ({
    'zh-TW': `使用者提供了測試檔，以其中 ${test} 筆記錄作為測試。`,
    en: `A test file was given: its ${test} records are the test.`,
  }),
  frozen: (test) => ({
    'zh-TW': `此名稱凍結了一份測試集，以其 ${test} 筆記錄作為測試。`,
    en: `A test set is frozen for this name: its ${test} records are the test.`,
  }),
  column: (test) => ({
    'zh-TW': `資料的 split 欄位標示了 ${test} 筆測試記錄。`,
    en: `The column split marks ${test} records as the test.`,
  }),
  time: (test) => ({
    'zh-TW': `沒有測試檔，因此保留最新的約 ${AUTO_TEST * 100}%（共 ${test} 筆）作為測試。`,
    en: `There is no test file, so about ${AUTO_TEST * 100} % of the records, the newest ${test}, are kept for the test.`,
  }),
  stratified: (test) => ({
    'zh-TW': `沒有測試檔，因此依每筆記錄的內容抽籤，每個標籤各保留約 ${AUTO_TEST * 100}%（共 ${test} 筆）作為測試；日後加入的記錄不會改變原有記錄的去向。`,
    en: `There is no test file, so about ${AUTO_TEST * 100} % of each label (${test} records) are kept for the test, drawn by their content: records added later move no other.`,
  }),
};

/** What `auto` became for the fields of `split`, and why. */
export function splitDecisions(
  settings: PipelineSpec['split'],
  { method, validationByColumn, shares }: SplitPlan,
  { test, validation }: Pick<Tally, 'test' | 'validation'>,
): Decision[] {
  const decisions: Decision[] = [];
  if (settings.test === 'auto') {
    const value = method === 'stratified' || method === 'time' ? AUTO_TEST : method;
    decisions.push({ field: 'split.test', value, reason: TEST_REASONS[method](test) });
  }
  if (settings.validation === 'auto') {
    decisions.push({
      field: 'split.validation',
      value: validationByColumn ? 'column' : shares.validation,
      reason: validationByColumn ? markedReason(validation) : drawnReason(shares.validation, validation),
    });
  }
  return decisions;
}

function markedReason(validation: number): Localized {
  return {
    'zh-TW': `資料的 split 欄位標示了 ${validation} 筆驗證記錄。`,
    en: `The column split marks ${validation} records as validation.`,
  };
}

function drawnReason(share: number, validation: number): Localized {
  const percent = Number((share * 100).toPrecision(2));
  if (share === AUTO_VALIDATION) {
    return {
      'zh-TW': `其餘記錄的約 ${percent}%（共 ${validation} 筆），用來挑選最好的檢查點。`,
      en: `About ${percent} % of the rest (${validation} records), to choose the best checkpoint by.`,
    };
  }
  return {
    'zh-TW': `其餘記錄的約 ${percent}%（共 ${validation} 筆），用來挑選最好的檢查點；資料較多，因此比例減半到約 ${AUTO_VALIDATION_MOST} 筆以內。`,
    en: `About ${percent} % of the rest (${validation} records), to choose the best checkpoint by; the share was halved until about ${AUTO_VALIDATION_MOST} at most were left of this many records.`,
  };
}
