import type { Localized, Verdict } from '../../../pipeline/contracts/names.ts';
import { type Rule, sentence } from './rule.ts';
import { standardErrors, wilsonInterval } from './wilson-interval.ts';

/** What `auto` asks for where answers are written. */
const USUAL = 0.9;

/**
 * A floor for the share of the tuned model's written answers that the task's parser can read, off at 0; labels that are
 * chosen need no parser. By Wilson's interval: PASS where it lies at or above the floor, FAIL where it lies below, else
 * INCONCLUSIVE.
 */
export const minimumReadableAnswers: Rule = (evaluation, { minimum_readable_answers: wanted }) => {
  if (evaluation.task === 'classification' || wanted === 0) return null;
  const minimum = wanted === 'auto' ? USUAL : wanted;
  const { n, unreadable } = evaluation.systems.tuned;
  const readable = n - unreadable;
  const interval = wilsonInterval(readable, n, standardErrors(evaluation.confidence));
  const [low, high] = interval;
  const verdict: Verdict = low >= minimum ? 'PASS' : high < minimum ? 'FAIL' : 'INCONCLUSIVE';
  return {
    rule: 'minimum_readable_answers',
    verdict,
    figures: { readable, n, share: readable / n, low, high, minimum },
    explanation: sentence({
      'zh-TW': (f) =>
        `${f.count(n)} 筆答案中有 ${f.count(readable)} 筆可以判讀（${f.percent(readable / n)}，${f.percent(evaluation.confidence, 0)} 信賴區間 ${f.range(interval)}），最低要求 ${f.percent(minimum)}：${CONCLUSIONS[verdict]['zh-TW']}`,
      en: (f) =>
        `Of ${f.count(n)} answers ${f.count(readable)} can be read (${f.percent(readable / n)}, ${f.percent(evaluation.confidence, 0)} interval ${f.range(interval)}); the minimum is ${f.percent(minimum)}: ${CONCLUSIONS[verdict].en}`,
    }),
  };
};

const CONCLUSIONS: Readonly<Record<Verdict, Localized>> = {
  PASS: { 'zh-TW': '已達到。', en: 'reached.' },
  FAIL: { 'zh-TW': '沒有達到。', en: 'missed.' },
  INCONCLUSIVE: { 'zh-TW': '以目前的測試記錄還無法斷定。', en: 'these test records cannot settle it.' },
};
