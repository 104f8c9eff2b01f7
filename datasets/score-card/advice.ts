import type { Localized } from '../../pipeline/contracts/names.ts';
import type { ScorePart } from '../../pipeline/contracts/score-card.ts';
import { excerpt } from '../excerpt.ts';
import { ENOUGH_OF_LABEL, ENOUGH_WITHOUT_LABELS, type Measures } from './measures.ts';

/** Labels that are named at most. */
const NAMED = 3;

/** What to do about a part that is short of 100. */
export function adviceFor(part: ScorePart, measures: Measures): Localized {
  return ADVICE[part](measures);
}

const ADVICE: Readonly<Record<ScorePart, (measures: Measures) => Localized>> = {
  completeness: ({ incomplete }) => ({
    'zh-TW': `補上 ${incomplete} 筆記錄缺少的內容或答案，或從檔案中刪去。`,
    en: `Fill in the content or answer that ${incomplete} records lack, or take them out of the file.`,
  }),
  uniqueness: ({ repeated }) => ({
    'zh-TW': `從檔案中刪去 ${repeated} 筆重複的記錄，並查明重複的來源。`,
    en: `Take ${repeated} repeated records out of the file, and find out where they come from.`,
  }),
  consistency: ({ doubtful }) => ({
    'zh-TW': `請人看過 ${doubtful} 筆答案矛盾、標籤存疑或與眾不同的記錄，改正或刪去。`,
    en: `Have a person look at ${doubtful} records that contradict others, have a doubtful label or are unlike all others.`,
  }),
  balance: ({ labels }) =>
    labels.size === 1
      ? {
          'zh-TW': '加入其他標籤的記錄：只有一個標籤，沒有可以分辨的。',
          en: 'Add records of other labels: with a single one there is nothing to tell apart.',
        }
      : {
          'zh-TW': `補充筆數最少的標籤：${rarest(labels, '、')}。`,
          en: `Add records of the rarest labels: ${rarest(labels, ', ')}.`,
        },
  cleanliness: ({ soiled }) => ({
    'zh-TW': `在來源修正 ${soiled} 筆文字有問題的記錄（亂碼、標記、個資、密碼等）。`,
    en: `Mend ${soiled} records with faults in their text at the source (garbled text, markup, personal data, secrets …).`,
  }),
  diversity: () => ({
    'zh-TW': '收集說法不同的記錄：現有的用字大多相同，像是同一個範本。',
    en: 'Collect records in other words: those there are say much the same, as if from one template.',
  }),
  size: ({ labels, kept }) => {
    if (labels.size === 0) {
      const missing = ENOUGH_WITHOUT_LABELS - kept;
      return { 'zh-TW': `再收集 ${missing} 筆記錄。`, en: `Collect ${missing} more records.` };
    }
    const few = [...labels.values()].filter((count) => count < ENOUGH_OF_LABEL);
    const missing = few.reduce((sum, count) => sum + ENOUGH_OF_LABEL - count, 0);
    return {
      'zh-TW': `再收集 ${missing} 筆，讓 ${few.length} 個標籤各有 ${ENOUGH_OF_LABEL} 筆，最缺的是：${rarest(labels, '、')}。`,
      en: `Collect ${missing} more records, so that ${few.length} labels have ${ENOUGH_OF_LABEL} each; the most wanting: ${rarest(labels, ', ')}.`,
    };
  },
};

function rarest(labels: ReadonlyMap<string, number>, separator: string): string {
  return [...labels]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .slice(0, NAMED)
    .map(([label, count]) => `${excerpt(label, 30)} (${count})`)
    .join(separator);
}
