import type { Localized, Verdict } from '../../../pipeline/contracts/names.ts';
import { type Primary, type PrimaryComparison, primaryOf } from '../../../pipeline/contracts/primary.ts';
import { comparisonWith } from './comparison-with.ts';
import { type Rule, sentence } from './rule.ts';

/** Gain in the figure of merit over the base below which tuning is not worth its trouble. */
export const USEFUL_GAIN = 0.02;

/**
 * Tuned against base by the task's figure of merit (macro-F1 for a classification) on the same records.
 * PASS: better, and p below the policy's. FAIL: not better; or not proven better and even the interval's upper end is
 * below a useful gain, so that more records would not help. Otherwise INCONCLUSIVE: better by an amount that may be
 * chance.
 */
export const betterThanBase: Rule = (evaluation, policy) => {
  const primary = primaryOf(evaluation);
  const comparison = comparisonWith(primary, 'base');
  const { difference, p, interval } = comparison;
  const limit = policy.better_than_base.p;
  const [verdict, explain] = judge(comparison, limit);
  return {
    rule: 'better_than_base',
    verdict,
    figures: {
      tuned: primary.systems.tuned.value,
      base: primary.systems.base.value,
      difference,
      low: interval[0],
      high: interval[1],
      p,
      limit,
    },
    explanation: explain(
      { ...primary, n: evaluation.n, confidence: evaluation.confidence },
      comparison,
      limit,
    ),
  };
};

type Explain = (
  evaluation: Primary & { readonly n: number; readonly confidence: number },
  comparison: PrimaryComparison,
  limit: number,
) => Localized;

function judge(comparison: PrimaryComparison, limit: number): [Verdict, Explain] {
  const { difference, p, interval } = comparison;
  if (difference <= 0) return ['FAIL', notBetter];
  if (p < limit) return ['PASS', better];
  return interval[1] < USEFUL_GAIN ? ['FAIL', noUsefulGain] : ['INCONCLUSIVE', unproven];
}

const better: Explain = ({ name, systems, confidence }, { difference, interval, p }, limit) =>
  sentence({
    'zh-TW': (f) =>
      `${name['zh-TW']} 由原模型的 ${f.percent(systems.base.value)} 升到微調後的 ${f.percent(systems.tuned.value)}（${f.points(difference)} 個百分點，${f.percent(confidence, 0)} 信賴區間 ${f.points(interval[0])} 到 ${f.points(interval[1])}），不像是碰巧（${f.p(p)}，門檻 ${limit}）。`,
    en: (f) =>
      `${name.en} rises from ${f.percent(systems.base.value)} (base) to ${f.percent(systems.tuned.value)} (tuned): ${f.points(difference)} points (${f.percent(confidence, 0)} interval ${f.points(interval[0])} to ${f.points(interval[1])}), unlikely to be chance (${f.p(p)}, limit ${limit}).`,
  });

const notBetter: Explain = ({ name, systems, confidence }, { difference, interval }) =>
  sentence({
    'zh-TW': (f) =>
      `微調後的模型沒有比原模型好：${name['zh-TW']} 為 ${f.percent(systems.tuned.value)}，原模型 ${f.percent(systems.base.value)}（${f.points(difference)} 個百分點，${f.percent(confidence, 0)} 信賴區間 ${f.points(interval[0])} 到 ${f.points(interval[1])}）。`,
    en: (f) =>
      `The tuned model is no better than its base: ${name.en} ${f.percent(systems.tuned.value)} against ${f.percent(systems.base.value)} (${f.points(difference)} points, ${f.percent(confidence, 0)} interval ${f.points(interval[0])} to ${f.points(interval[1])}).`,
  });

const noUsefulGain: Explain = ({ name }, { difference, interval, p }, limit) =>
  sentence({
    'zh-TW': (f) =>
      `${name['zh-TW']} 與原模型相差 ${f.points(difference)} 個百分點，最樂觀的估計也只有 ${f.points(interval[1])}，不到值得微調的 ${f.points(USEFUL_GAIN)}（${f.p(p)}，門檻 ${limit}）。`,
    en: (f) =>
      `${name.en} differs from the base by ${f.points(difference)} points and at best by ${f.points(interval[1])}, less than the ${f.points(USEFUL_GAIN)} that make tuning worth while (${f.p(p)}, limit ${limit}).`,
  });

const unproven: Explain = ({ name, n, confidence }, { difference, interval, p }, limit) =>
  sentence({
    'zh-TW': (f) =>
      `${name['zh-TW']} 比原模型高（${f.points(difference)} 個百分點），但只憑 ${f.count(n)} 筆測試記錄，還不能排除只是碰巧（${f.p(p)}，門檻 ${limit}；${f.percent(confidence, 0)} 信賴區間 ${f.points(interval[0])} 到 ${f.points(interval[1])}）。`,
    en: (f) =>
      `${name.en} is above the base's (${f.points(difference)} points), but on ${f.count(n)} test records that may still be chance (${f.p(p)}, limit ${limit}; ${f.percent(confidence, 0)} interval ${f.points(interval[0])} to ${f.points(interval[1])}).`,
  });
