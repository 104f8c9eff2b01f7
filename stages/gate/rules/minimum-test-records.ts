import { type Rule, sentence } from './rule.ts';

/** Enough test records to judge by: fewer than the policy's minimum is INCONCLUSIVE, whatever the figures say. */
export const minimumTestRecords: Rule = ({ n }, { minimum_test_records: minimum }) => {
  const enough = n >= minimum;
  return {
    rule: 'minimum_test_records',
    verdict: enough ? 'PASS' : 'INCONCLUSIVE',
    figures: { n, minimum },
    explanation: sentence(
      enough
        ? {
            'zh-TW': (f) => `測試記錄有 ${f.count(n)} 筆，至少需要 ${f.count(minimum)} 筆。`,
            en: (f) => `There are ${f.count(n)} test records; at least ${f.count(minimum)} are needed.`,
          }
        : {
            'zh-TW': (f) => `測試記錄只有 ${f.count(n)} 筆，至少需要 ${f.count(minimum)} 筆才能判定。`,
            en: (f) =>
              `There are only ${f.count(n)} test records; a verdict needs at least ${f.count(minimum)}.`,
          },
    ),
  };
};
