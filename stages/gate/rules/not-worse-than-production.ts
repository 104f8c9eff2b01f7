import type { Localized, Verdict } from '../../../pipeline/contracts/names.ts';
import { primaryOf } from '../../../pipeline/contracts/primary.ts';
import { comparisonWith } from './comparison-with.ts';
import { type Rule, sentence } from './rule.ts';

/**
 * Non-inferiority to the version in production, by the task's figure of merit (macro-F1 for a classification)
 * on the same records: PASS where the cautious lower bound of the
 * difference is within the margin, FAIL where the interval's upper end is not, else INCONCLUSIVE. The interval's own lower
 * end would not do: on few records a bootstrap passes models that lose just the margin far too often (docs/gate.md).
 * With nothing in production there is nothing to be worse than: PASS.
 */
export const notWorseThanProduction: Rule = (evaluation, policy) => {
  const { margin } = policy.not_worse_than_production;
  const { production } = evaluation;
  if (!production) {
    return {
      rule: 'not_worse_than_production',
      verdict: 'PASS',
      figures: { margin },
      explanation: {
        'zh-TW': '目前沒有正式版，不需比較。',
        en: 'Nothing is in production yet, so there is nothing to compare with.',
      },
    };
  }
  const primary = primaryOf(evaluation);
  const { difference, interval, cautiousLow: low } = comparisonWith(primary, 'production');
  const high = interval[1];
  const verdict: Verdict = low >= -margin ? 'PASS' : high < -margin ? 'FAIL' : 'INCONCLUSIVE';
  const name = `${production.name} v${production.version}`;
  return {
    rule: 'not_worse_than_production',
    verdict,
    figures: {
      tuned: primary.systems.tuned.value,
      production: primary.systems.production?.value ?? null,
      difference,
      low,
      high,
      margin,
    },
    explanation: sentence({
      'zh-TW': (f) =>
        `${primary.name['zh-TW']} 與正式版（${name}）相差 ${f.points(difference)} 個百分點（${f.percent(evaluation.confidence, 0)} 信賴區間 ${f.points(interval[0])} 到 ${f.points(high)}；把記錄太少而看不出的退步也算進去，最壞 ${f.points(low)}），門檻為 ${f.points(-margin)}：${CONCLUSIONS[verdict]['zh-TW']}`,
      en: (f) =>
        `${primary.name.en} differs from production (${name}) by ${f.points(difference)} points (${f.percent(evaluation.confidence, 0)} interval ${f.points(interval[0])} to ${f.points(high)}; at worst ${f.points(low)}, counting losses that so few records may not show); the limit is ${f.points(-margin)}: ${CONCLUSIONS[verdict].en}`,
    }),
  };
};

const CONCLUSIONS: Readonly<Record<Verdict, Localized>> = {
  PASS: { 'zh-TW': '並未比正式版差。', en: 'it is not worse.' },
  FAIL: { 'zh-TW': '確實比正式版差。', en: 'it is worse.' },
  INCONCLUSIVE: {
    'zh-TW': '以目前的測試記錄還無法斷定。',
    en: 'these test records cannot settle it.',
  },
};
