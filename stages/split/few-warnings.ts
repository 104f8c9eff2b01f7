import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';

type Few = SplitReport['few'][number];

/** Labels told one by one; of the rest only their number is told, since the report lists them all. */
const MOST_TOLD = 5;

const DONE: Readonly<Record<Few['done'], Localized>> = {
  as_drawn: { 'zh-TW': '仍照一般規則分割', en: 'They were split by the general rule.' },
  lent_to_training: {
    'zh-TW': '依一般規則沒有任何一筆可供訓練，已將最少的記錄移入訓練',
    en: 'The general rule left none to train on, so as few as possible were moved into training.',
  },
  lent_to_test: {
    'zh-TW': '依一般規則沒有抽到測試記錄，已將最少的記錄移入測試',
    en: 'The general rule drew none for the test, so as few as possible were moved there.',
  },
  not_tested: {
    'zh-TW': '全部用於學習，測試中沒有這個標籤',
    en: 'All are learnt from; the test does not have this label.',
  },
  left_out: {
    'zh-TW': '訓練中沒有這個標籤，因此也未列入測試或驗證',
    en: 'Training does not have this label, so its records are in neither test nor validation.',
  },
};

/** For each label with too few records: how many are missing, and what was done. */
export function fewWarnings(few: SplitReport['few']): Localized[] {
  const told = few.toSorted((a, b) => b.missing - a.missing).slice(0, MOST_TOLD);
  const warnings = told.map(tell);
  const rest = few.length - told.length;
  if (rest > 0) {
    warnings.push({
      'zh-TW': `另有 ${rest} 個標籤的記錄也太少，完整清單見分割報告。`,
      en: `${rest} more labels have too few records; the report of the split lists them all.`,
    });
  }
  return warnings;
}

function tell({ label, records, needed, missing, done }: Few): Localized {
  const name = label.length > 60 ? `${label.slice(0, 60)}…` : label;
  if (missing === 0) {
    return {
      'zh-TW': `標籤「${name}」（${records} 筆）：${DONE[done]['zh-TW']}。`,
      en: `Label "${name}" (${records} records): ${DONE[done].en}`,
    };
  }
  return {
    'zh-TW': `標籤「${name}」只有 ${records} 筆記錄，至少需要 ${needed} 筆，還缺 ${missing} 筆；${DONE[done]['zh-TW']}。`,
    en: `Label "${name}" has only ${records} records; it needs ${needed} at least, so ${missing} are missing. ${DONE[done].en}`,
  };
}
