import type { CutRecords } from '../../../pipeline/contracts/evaluation.ts';
import type { Localized } from '../../../pipeline/contracts/names.ts';
import type { Figures } from '../../../reports/format/figures.ts';
import { type Rule, sentence } from './rule.ts';

/**
 * Enough test records to judge by: fewer than the policy's minimum is INCONCLUSIVE, whatever the figures say. Those that were
 * too long and were cut count, since so it would be in service; the evidence says how many they are.
 */
export const minimumTestRecords: Rule = ({ n, cut }, { minimum_test_records: minimum }) => {
  const enough = n >= minimum;
  const tuned = cut?.find(({ system }) => system === 'tuned');
  const note = cutNote(tuned);
  return {
    rule: 'minimum_test_records',
    verdict: enough ? 'PASS' : 'INCONCLUSIVE',
    figures: {
      n,
      minimum,
      ...(tuned && { cut: tuned.records, max_length: tuned.max_length }),
    },
    explanation: sentence(
      enough
        ? {
            'zh-TW': (f) =>
              `測試記錄有 ${f.count(n)} 筆，至少需要 ${f.count(minimum)} 筆。${note(f)['zh-TW']}`,
            en: (f) =>
              `There are ${f.count(n)} test records; at least ${f.count(minimum)} are needed.${note(f).en}`,
          }
        : {
            'zh-TW': (f) =>
              `測試記錄只有 ${f.count(n)} 筆，至少需要 ${f.count(minimum)} 筆才能判定。${note(f)['zh-TW']}`,
            en: (f) =>
              `There are only ${f.count(n)} test records; a verdict needs at least ${f.count(minimum)}.${note(f).en}`,
          },
    ),
  };
};

/** What is added where records were cut. */
function cutNote(tuned: CutRecords[number] | undefined): (f: Figures) => Localized {
  if (tuned === undefined || tuned.records === 0) return () => ({ 'zh-TW': '', en: '' });
  return (f) => ({
    'zh-TW': `其中 ${f.count(tuned.records)} 筆太長，只讀到第 ${f.count(tuned.max_length)} 個詞元。`,
    en: ` ${f.count(tuned.records)} of them were too long and were cut at ${f.count(tuned.max_length)} tokens.`,
  });
}
