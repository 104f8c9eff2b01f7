import type { AnyEvaluation } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { Localized, Verdict } from '../../../pipeline/contracts/names.ts';
import { primaryOf } from '../../../pipeline/contracts/primary.ts';
import { cautiousInterval } from './cautious-interval.ts';
import { type GatePolicy, type Rule, sentence } from './rule.ts';

/**
 * A floor for the tuned model's figure of merit (macro-F1 for a classification), off at 0. `auto`: what always answering the
 * most frequent class reaches. By the cautious interval: PASS where it lies at or above the floor, FAIL where it lies
 * below, INCONCLUSIVE where the floor is inside.
 */
export const minimumMacroF1: Rule = (evaluation, policy) => {
  const minimum = floorOf(evaluation, policy.minimum_macro_f1);
  if (minimum === null) return null;
  const { name, systems } = primaryOf(evaluation);
  const { value: tuned } = systems.tuned;
  const interval = cautiousInterval(evaluation);
  const [low, high] = interval;
  const verdict: Verdict = low >= minimum ? 'PASS' : high < minimum ? 'FAIL' : 'INCONCLUSIVE';
  const own = policy.minimum_macro_f1 === 'auto' ? MAJORITY : { 'zh-TW': '', en: '' };
  return {
    rule: 'minimum_macro_f1',
    verdict,
    figures: { tuned, low, high, minimum },
    explanation: sentence({
      'zh-TW': (f) =>
        `微調後的 ${name['zh-TW']} 為 ${f.percent(tuned)}（把記錄太少而看不出的也算進去，${f.percent(evaluation.confidence, 0)} 信賴區間 ${f.range(interval)}），最低要求 ${f.percent(minimum)}${own['zh-TW']}：${CONCLUSIONS[verdict]['zh-TW']}`,
      en: (f) =>
        `The tuned model's ${name.en} is ${f.percent(tuned)} (${f.percent(evaluation.confidence, 0)} interval ${f.range(interval)}, counting what so few records may not show), the minimum ${f.percent(minimum)}${own.en}: ${CONCLUSIONS[verdict].en}`,
    }),
  };
};

/** The floor, or null where there is none. */
function floorOf(evaluation: AnyEvaluation, setting: GatePolicy['minimum_macro_f1']): number | null {
  if (setting !== 'auto') return setting === 0 ? null : setting;
  if (evaluation.task !== 'classification') return null;
  return evaluation.peers?.find(({ id }) => id === 'majority')?.metrics.macro_f1 ?? null;
}

const MAJORITY: Localized = {
  'zh-TW': '（一律回答最多數的類別所能達到的）',
  en: ' (what always answering the most frequent class reaches)',
};

const CONCLUSIONS: Readonly<Record<Verdict, Localized>> = {
  PASS: { 'zh-TW': '已達到。', en: 'reached.' },
  FAIL: { 'zh-TW': '沒有達到。', en: 'missed.' },
  INCONCLUSIVE: {
    'zh-TW': '門檻落在誤差範圍內，還無法斷定。',
    en: 'the minimum lies inside the interval, so it is not settled.',
  },
};
