import { type Rule, sentence } from './rule.ts';

/**
 * No record of one part in another, by the check that `split` makes of the parts as they were stored: PASS where it found
 * none, FAIL where it found any, INCONCLUSIVE where it had nothing to compare.
 */
export const noContamination: Rule = (_, { no_contamination: wanted }, { leakage }) => {
  if (!wanted) return null;
  const found = leakage.comparisons.reduce((sum, one) => sum + one.found, 0);
  const compared = Math.max(0, ...leakage.comparisons.map((one) => one.compared));
  const verdict = found > 0 || !leakage.passed ? 'FAIL' : compared > 0 ? 'PASS' : 'INCONCLUSIVE';
  return {
    rule: 'no_contamination',
    verdict,
    figures: { found, compared },
    explanation: SENTENCES[verdict](found, compared),
  };
};

const SENTENCES = {
  PASS: (_: number, compared: number) =>
    sentence({
      'zh-TW': (f) => `比對 ${f.count(compared)} 筆記錄，測試與驗證記錄都沒有混入訓練資料。`,
      en: (f) => `Of ${f.count(compared)} records compared, none of the test or validation is in training.`,
    }),
  FAIL: (found: number) =>
    sentence({
      'zh-TW': (f) =>
        `有 ${f.count(found)} 筆測試或驗證記錄與其他部分重複、相近、同組、同源，或時間不在其後，成績因此不可信。`,
      en: (f) =>
        `${f.count(found)} test or validation record(s) are in another part, like one there, of the same group or origin, or not newer: the figures cannot be trusted.`,
    }),
  INCONCLUSIVE: () => ({
    'zh-TW': '沒有可供比對的記錄，無法確認測試記錄是否混入訓練資料。',
    en: 'There was nothing to compare, so it is not known whether test records are in training.',
  }),
};
