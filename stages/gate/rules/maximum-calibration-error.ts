import type { Localized, Verdict } from '../../../pipeline/contracts/names.ts';
import { type Rule, sentence } from './rule.ts';

/**
 * A ceiling for the calibration error of the tuned model's answers, off at 1. By cautious bounds: PASS where the upper one
 * is at or below the ceiling, FAIL where the lower one is above it, else INCONCLUSIVE; so it is where answers carry no
 * probabilities.
 */
export const maximumCalibrationError: Rule = (evaluation, { maximum_calibration_error: maximum }) => {
  if (maximum === 1) return null;
  const calibration = evaluation.task === 'classification' ? evaluation.calibration : undefined;
  if (!calibration) {
    return {
      rule: 'maximum_calibration_error',
      verdict: 'INCONCLUSIVE',
      figures: { maximum, error: null },
      explanation: {
        'zh-TW': '這項工作的答案不附機率，無法檢查校準誤差；若不需此項，請把上限設為 1。',
        en: 'Answers of this task carry no probabilities, so their calibration cannot be judged; a maximum of 1 leaves the rule out.',
      },
    };
  }
  const { error, bounds } = calibration;
  const [low, high] = bounds;
  const verdict: Verdict = high <= maximum ? 'PASS' : low > maximum ? 'FAIL' : 'INCONCLUSIVE';
  return {
    rule: 'maximum_calibration_error',
    verdict,
    figures: { error, low, high, maximum },
    explanation: sentence({
      'zh-TW': (f) =>
        `模型自稱的把握與實際答對的比例平均相差 ${f.percent(error)}（${f.percent(evaluation.confidence, 0)} 界限 ${f.range(bounds)}），上限 ${f.percent(maximum)}：${CONCLUSIONS[verdict]['zh-TW']}`,
      en: (f) =>
        `What the model says of its own sureness is ${f.percent(error)} off on average (${f.percent(evaluation.confidence, 0)} bounds ${f.range(bounds)}); the maximum is ${f.percent(maximum)}: ${CONCLUSIONS[verdict].en}`,
    }),
  };
};

const CONCLUSIONS: Readonly<Record<Verdict, Localized>> = {
  PASS: { 'zh-TW': '符合。', en: 'kept.' },
  FAIL: { 'zh-TW': '超過。', en: 'exceeded.' },
  INCONCLUSIVE: { 'zh-TW': '以目前的測試記錄還無法斷定。', en: 'these test records cannot settle it.' },
};
