import { type Rule, sentence } from './rule.ts';

/** The score card's overall score against a floor, off at 0. The score is a count of what there is: nothing is left open. */
export const minimumDataScore: Rule = (_, { minimum_data_score: minimum }, { score }) => {
  if (minimum === 0) return null;
  const reached = score >= minimum;
  return {
    rule: 'minimum_data_score',
    verdict: reached ? 'PASS' : 'FAIL',
    figures: { score, minimum },
    explanation: sentence({
      'zh-TW': (f) =>
        `資料評分為 ${f.number(score)} 分，最低要求 ${f.number(minimum)} 分：${reached ? '已達到。' : '沒有達到。'}`,
      en: (f) =>
        `The data scores ${f.number(score)} of 100, the minimum is ${f.number(minimum)}: ${reached ? 'reached.' : 'missed.'}`,
    }),
  };
};
