import type { Comparison, EvaluationResult } from '../../../pipeline/contracts/evaluation.ts';
import type { Localized, Verdict } from '../../../pipeline/contracts/names.ts';
import { comparisonWith } from './comparison-with.ts';
import { type Rule, sentence } from './rule.ts';

/** Macro-F1 gained over the base below which tuning is not worth its trouble. */
export const USEFUL_GAIN = 0.02;

/**
 * Tuned against base, macro-F1 on the same records.
 * PASS: better, and p below the policy's. FAIL: not better; or not proven better and even the interval's upper end is
 * below a useful gain, so that more records would not help. Otherwise INCONCLUSIVE: better by an amount that may be
 * chance.
 */
export const betterThanBase: Rule = (evaluation, policy) => {
  const comparison = comparisonWith(evaluation, 'base');
  const { macro_f1_difference: difference, macro_f1_p: p, interval } = comparison;
  const limit = policy.better_than_base.p;
  const [verdict, explain] = judge(comparison, limit);
  return {
    rule: 'better_than_base',
    verdict,
    figures: {
      tuned: evaluation.systems.tuned.macro_f1,
      base: evaluation.systems.base.macro_f1,
      difference,
      low: interval[0],
      high: interval[1],
      p,
      limit,
    },
    explanation: explain(evaluation, comparison, limit),
  };
};

type Explain = (evaluation: EvaluationResult, comparison: Comparison, limit: number) => Localized;

function judge(comparison: Comparison, limit: number): [Verdict, Explain] {
  const { macro_f1_difference: difference, macro_f1_p: p, interval } = comparison;
  if (difference <= 0) return ['FAIL', notBetter];
  if (p < limit) return ['PASS', better];
  return interval[1] < USEFUL_GAIN ? ['FAIL', noUsefulGain] : ['INCONCLUSIVE', unproven];
}

const better: Explain = ({ systems, confidence }, { macro_f1_difference, interval, macro_f1_p }, limit) =>
  sentence({
    'zh-TW': (f) =>
      `F1 由原模型的 ${f.percent(systems.base.macro_f1)} 升到微調後的 ${f.percent(systems.tuned.macro_f1)}（${f.points(macro_f1_difference)} 個百分點，${f.percent(confidence, 0)} 信賴區間 ${f.points(interval[0])} 到 ${f.points(interval[1])}），不像是碰巧（${f.p(macro_f1_p)}，門檻 ${limit}）。`,
    en: (f) =>
      `F1 rises from ${f.percent(systems.base.macro_f1)} (base) to ${f.percent(systems.tuned.macro_f1)} (tuned): ${f.points(macro_f1_difference)} points (${f.percent(confidence, 0)} interval ${f.points(interval[0])} to ${f.points(interval[1])}), unlikely to be chance (${f.p(macro_f1_p)}, limit ${limit}).`,
  });

const notBetter: Explain = ({ systems, confidence }, { macro_f1_difference, interval }) =>
  sentence({
    'zh-TW': (f) =>
      `微調後的模型沒有比原模型好：F1 為 ${f.percent(systems.tuned.macro_f1)}，原模型 ${f.percent(systems.base.macro_f1)}（${f.points(macro_f1_difference)} 個百分點，${f.percent(confidence, 0)} 信賴區間 ${f.points(interval[0])} 到 ${f.points(interval[1])}）。`,
    en: (f) =>
      `The tuned model is no better than its base: F1 ${f.percent(systems.tuned.macro_f1)} against ${f.percent(systems.base.macro_f1)} (${f.points(macro_f1_difference)} points, ${f.percent(confidence, 0)} interval ${f.points(interval[0])} to ${f.points(interval[1])}).`,
  });

const noUsefulGain: Explain = (_, { macro_f1_difference, interval, macro_f1_p }, limit) =>
  sentence({
    'zh-TW': (f) =>
      `F1 與原模型相差 ${f.points(macro_f1_difference)} 個百分點，最樂觀的估計也只有 ${f.points(interval[1])}，不到值得微調的 ${f.points(USEFUL_GAIN)}（${f.p(macro_f1_p)}，門檻 ${limit}）。`,
    en: (f) =>
      `F1 differs from the base by ${f.points(macro_f1_difference)} points and at best by ${f.points(interval[1])}, less than the ${f.points(USEFUL_GAIN)} that make tuning worth while (${f.p(macro_f1_p)}, limit ${limit}).`,
  });

const unproven: Explain = ({ n, confidence }, { macro_f1_difference, interval, macro_f1_p }, limit) =>
  sentence({
    'zh-TW': (f) =>
      `F1 比原模型高（${f.points(macro_f1_difference)} 個百分點），但只憑 ${f.count(n)} 筆測試記錄，還不能排除只是碰巧（${f.p(macro_f1_p)}，門檻 ${limit}；${f.percent(confidence, 0)} 信賴區間 ${f.points(interval[0])} 到 ${f.points(interval[1])}）。`,
    en: (f) =>
      `F1 is above the base's (${f.points(macro_f1_difference)} points), but on ${f.count(n)} test records that may still be chance (${f.p(macro_f1_p)}, limit ${limit}; ${f.percent(confidence, 0)} interval ${f.points(interval[0])} to ${f.points(interval[1])}).`,
  });
