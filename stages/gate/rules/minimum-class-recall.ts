import type { AnyEvaluation } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { ClassMetrics } from '../../../pipeline/contracts/evaluation.ts';
import type { Verdict } from '../../../pipeline/contracts/names.ts';
import { shorten } from '../../../reports/format/shorten.ts';
import { visible } from '../../../reports/format/visible.ts';
import { type Rule, sentence } from './rule.ts';
import { standardErrors, wilsonInterval } from './wilson-interval.ts';

/** Width at which a class's name is cut in a sentence. */
const LABEL_WIDTH = 20;

/**
 * A floor for the share of each class's records that are answered right, off at 0. By Wilson's interval, widened so that
 * it holds for all classes together (Bonferroni): PASS where every class lies at or above the floor, FAIL where one lies
 * below it, else INCONCLUSIVE; so is a class without test records.
 */
export const minimumClassRecall: Rule = (evaluation, { minimum_class_recall: minimum }) => {
  if (minimum === 0) return null;
  const classes = classesOf(evaluation);
  const z = standardErrors(1 - (1 - evaluation.confidence) / Math.max(1, classes.length));
  const judged = classes.map((one) => ({ one, verdict: judge(one, minimum, z) }));
  const of = (verdict: Verdict) => judged.filter((each) => each.verdict === verdict);
  const [failed, open] = [of('FAIL'), of('INCONCLUSIVE')];
  const verdict: Verdict =
    failed.length > 0 ? 'FAIL' : open.length > 0 || classes.length === 0 ? 'INCONCLUSIVE' : 'PASS';
  const worst = [...(failed.length > 0 ? failed : open.length > 0 ? open : judged)].sort(
    (a, b) => (a.one.recall ?? 0) - (b.one.recall ?? 0),
  )[0]?.one;
  const counts = { passed: of('PASS').length, failed: failed.length, open: open.length };
  const label = worst ? shorten(visible(worst.label), LABEL_WIDTH) : '–';
  return {
    rule: 'minimum_class_recall',
    verdict,
    figures: { minimum, ...counts, lowest: worst?.recall ?? null, lowest_records: worst?.support ?? null },
    explanation: sentence({
      'zh-TW': (f) =>
        `每個類別至少要答對 ${f.percent(minimum)}：${f.count(counts.passed)} 類確定達到，${f.count(counts.failed)} 類沒有達到，${f.count(counts.open)} 類的測試記錄還不足以斷定；最需留意的是「${label}」（${f.count(worst?.support ?? 0)} 筆，答對 ${f.percent(worst?.recall ?? 0)}）。`,
      en: (f) =>
        `Of every class ${f.percent(minimum)} must be answered right: ${f.count(counts.passed)} class(es) surely reach it, ${f.count(counts.failed)} miss it, and ${f.count(counts.open)} have too few test records to say; the one to look at is "${label}" (${f.count(worst?.support ?? 0)} records, ${f.percent(worst?.recall ?? 0)} right).`,
    }),
  };
};

/** Classes, or the parts that written answers are told by; none where a task has none. */
function classesOf(evaluation: AnyEvaluation): readonly Pick<ClassMetrics, 'label' | 'recall' | 'support'>[] {
  if (evaluation.task === 'classification') return evaluation.systems.tuned.per_class;
  return evaluation.systems.tuned.groups.map(({ name: label, recall, support }) => ({
    label,
    recall,
    support,
  }));
}

function judge(
  { recall, support }: Pick<ClassMetrics, 'recall' | 'support'>,
  minimum: number,
  z: number,
): Verdict {
  if (recall === null || support === 0) return 'INCONCLUSIVE';
  const [low, high] = wilsonInterval(Math.round(recall * support), support, z);
  return low >= minimum ? 'PASS' : high < minimum ? 'FAIL' : 'INCONCLUSIVE';
}
