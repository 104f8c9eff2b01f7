import type { SliceComparison } from '../../../pipeline/contracts/evaluation.ts';
import type { GateRuleResult } from '../../../pipeline/contracts/gate.ts';
import type { Localized, Verdict } from '../../../pipeline/contracts/names.ts';
import { shorten } from '../../../reports/format/shorten.ts';
import { visible } from '../../../reports/format/visible.ts';
import { type Rule, sentence } from './rule.ts';

/** Width at which the name of a part is cut in a sentence. */
const WIDTH = 24;

/**
 * Non-inferiority to the version in production in every part of the slices that the policy names; off where it names none. By
 * the cautious bound of each part, widened for their number: PASS where every part is within the margin, FAIL where the
 * interval of one lies beyond it, else INCONCLUSIVE; so is a slice that no test record belongs to. With nothing in
 * production there is nothing to be worse than: PASS.
 */
export const notWorseInSlices: Rule = (evaluation, policy) => {
  const { margin, slices } = policy.not_worse_than_production;
  if (slices.length === 0) return null;
  if (!evaluation.production) return plain('PASS', margin, NO_PRODUCTION);
  const compared = evaluation.production_slices;
  if (!compared) return plain('INCONCLUSIVE', margin, NOT_COMPARED);
  const judged = compared.flatMap(({ by, parts }) =>
    parts.map((part) => ({ by, part, verdict: judge(part, margin) })),
  );
  const of = (verdict: Verdict) => judged.filter((one) => one.verdict === verdict);
  const [failed, open] = [of('FAIL'), of('INCONCLUSIVE')];
  const empty = compared.filter(({ parts }) => parts.length === 0);
  const verdict: Verdict =
    failed.length > 0 ? 'FAIL' : open.length + empty.length > 0 ? 'INCONCLUSIVE' : 'PASS';
  const worst = [...(failed.length > 0 ? failed : open.length > 0 ? open : judged)].sort(
    (a, b) => a.part.cautious_low - b.part.cautious_low,
  )[0];
  const counts = { passed: of('PASS').length, failed: failed.length, open: open.length };
  const figures = {
    margin,
    ...counts,
    empty: empty.length,
    lowest: worst?.part.difference ?? null,
    low: worst?.part.cautious_low ?? null,
    high: worst?.part.interval[1] ?? null,
    lowest_records: worst?.part.n ?? null,
  };
  const name = (text: string) => shorten(visible(text), WIDTH);
  const missing = empty.map(({ by }) => name(by));
  return {
    rule: 'not_worse_in_slices',
    verdict,
    figures,
    explanation: sentence({
      'zh-TW': (f) =>
        `與正式版相比，各部分最多只能差 ${f.points(margin).slice(1)} 個百分點：${f.count(counts.passed)} 個部分確定沒有更差，${f.count(counts.failed)} 個確實更差，${f.count(counts.open)} 個的測試記錄還不足以斷定。${
          worst
            ? `最需留意的是「${name(worst.by)}＝${name(worst.part.value)}」（${f.count(worst.part.n)} 筆，相差 ${f.points(worst.part.difference)} 個百分點，最壞 ${f.points(worst.part.cautious_low)}）。`
            : ''
        }${missing.length > 0 ? `沒有任何測試記錄有這些欄位：${missing.join('、')}。` : ''}`,
      en: (f) =>
        `Against production no part may lose more than ${f.points(margin).slice(1)} points: ${f.count(counts.passed)} part(s) are surely no worse, ${f.count(counts.failed)} are worse, and ${f.count(counts.open)} have too few test records to say.${
          worst
            ? ` The one to look at is "${name(worst.by)} = ${name(worst.part.value)}" (${f.count(worst.part.n)} records, ${f.points(worst.part.difference)} points, at worst ${f.points(worst.part.cautious_low)}).`
            : ''
        }${missing.length > 0 ? ` No test record has: ${missing.join(', ')}.` : ''}`,
    }),
  };
};

function judge({ cautious_low: low, interval }: SliceComparison['parts'][number], margin: number): Verdict {
  return low >= -margin ? 'PASS' : interval[1] < -margin ? 'FAIL' : 'INCONCLUSIVE';
}

function plain(verdict: Verdict, margin: number, explanation: Localized): GateRuleResult {
  return { rule: 'not_worse_in_slices', verdict, figures: { margin }, explanation };
}

const NO_PRODUCTION: Localized = {
  'zh-TW': '目前沒有正式版，各部分不需比較。',
  en: 'Nothing is in production yet, so no part has anything to be compared with.',
};
const NOT_COMPARED: Localized = {
  'zh-TW': '這份評估沒有各部分的比較，請重新評估。',
  en: 'This evaluation does not compare parts; evaluate again.',
};
