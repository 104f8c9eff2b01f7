import type { Localized, Verdict } from '../../../pipeline/contracts/names.ts';
import { primaryOf } from '../../../pipeline/contracts/primary.ts';
import { type Rule, sentence } from './rule.ts';

/**
 * An absolute floor for the tuned model's figure of merit (macro-F1 for a classification), off at 0. PASS where figure and interval lie at or above it, FAIL
 * where both lie below it, INCONCLUSIVE where the floor is inside the interval.
 */
export const minimumMacroF1: Rule = (evaluation, { minimum_macro_f1: minimum }) => {
  if (minimum === 0) return null;
  const { name, systems } = primaryOf(evaluation);
  const { value: tuned } = systems.tuned;
  const [low, high] = systems.tuned.interval;
  const verdict: Verdict =
    Math.min(tuned, low) >= minimum ? 'PASS' : Math.max(tuned, high) < minimum ? 'FAIL' : 'INCONCLUSIVE';
  return {
    rule: 'minimum_macro_f1',
    verdict,
    figures: { tuned, low, high, minimum },
    explanation: sentence({
      'zh-TW': (f) =>
        `微調後的 ${name['zh-TW']} 為 ${f.percent(tuned)}（${f.percent(evaluation.confidence, 0)} 信賴區間 ${f.range([low, high])}），最低要求 ${f.percent(minimum)}：${CONCLUSIONS[verdict]['zh-TW']}`,
      en: (f) =>
        `The tuned model's ${name.en} is ${f.percent(tuned)} (${f.percent(evaluation.confidence, 0)} interval ${f.range([low, high])}), the minimum ${f.percent(minimum)}: ${CONCLUSIONS[verdict].en}`,
    }),
  };
};

const CONCLUSIONS: Readonly<Record<Verdict, Localized>> = {
  PASS: { 'zh-TW': '已達到。', en: 'reached.' },
  FAIL: { 'zh-TW': '沒有達到。', en: 'missed.' },
  INCONCLUSIVE: {
    'zh-TW': '門檻落在誤差範圍內，還無法斷定。',
    en: 'the minimum lies inside the interval, so it is not settled.',
  },
};
