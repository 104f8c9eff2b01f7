import { type Rule, sentence } from './rule.ts';

/**
 * No record of one part in another, by the check that `split` makes of the parts as they were stored: PASS where it found
 * none, FAIL where it found any, INCONCLUSIVE where it had nothing to compare. That a test record is older than training is
 * no contamination: nothing of it was seen, and a test of the user's own choosing may be so (the report tells it).
 */
export const noContamination: Rule = (_, { no_contamination: wanted }, { leakage }) => {
  if (!wanted) return null;
  const comparisons = leakage.comparisons.filter(({ kind }) => kind !== 'time');
  const found = comparisons.reduce((sum, one) => sum + one.found, 0);
  const compared = Math.max(0, ...comparisons.map((one) => one.compared));
  const verdict = found > 0 ? 'FAIL' : compared > 0 ? 'PASS' : 'INCONCLUSIVE';
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
        `有 ${f.count(found)} 筆測試或驗證記錄與其他部分重複、相近、同組或同源，成績因此不可信。`,
      en: (f) =>
        `${f.count(found)} test or validation record(s) are in another part, like one there, or of the same group or origin: the figures cannot be trusted.`,
    }),
  INCONCLUSIVE: () => ({
    'zh-TW': '沒有可供比對的記錄，無法確認測試記錄是否混入訓練資料。',
    en: 'There was nothing to compare, so it is not known whether test records are in training.',
  }),
};
