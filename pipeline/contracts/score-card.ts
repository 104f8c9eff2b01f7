import type { Localized } from './names.ts';

/** What a score card says of one side of a dataset, whoever reads it. */
interface PartFacts {
  readonly title: Localized;
  /** How the score, 0–100, comes about; docs/score-card.md gives the reasons. */
  readonly formula: Localized;
}

/** The parts of a score card, in the order in which they are shown. */
export const SCORE_PARTS = {
  completeness: {
    title: { 'zh-TW': '完整', en: 'Completeness' },
    formula: {
      'zh-TW': '100 ×（1 − 沒有內容或沒有答案的記錄 ÷ 全部記錄）',
      en: '100 × (1 − records without content or answer ÷ all records)',
    },
  },
  uniqueness: {
    title: { 'zh-TW': '不重複', en: 'Uniqueness' },
    formula: {
      'zh-TW': '100 ×（1 − 完全重複、幾乎重複或與測試題目重複的記錄 ÷ 全部記錄）',
      en: '100 × (1 − records that repeat another one, exactly or nearly, or the test ÷ all records)',
    },
  },
  consistency: {
    title: { 'zh-TW': '一致', en: 'Consistency' },
    formula: {
      'zh-TW': '100 ×（1 − 答案矛盾、標籤存疑或與眾不同的記錄 ÷ 全部記錄）',
      en: '100 × (1 − records with contradicting answers, a label in doubt, or unlike all others ÷ all records)',
    },
  },
  balance: {
    title: { 'zh-TW': '均衡', en: 'Balance' },
    formula: {
      'zh-TW': '100 × 標籤分布的熵 ÷ 標籤數的對數；沒有標籤的資料為 100，只有一個標籤為 0',
      en: '100 × entropy of the labels ÷ logarithm of their number; 100 without labels, 0 with a single one',
    },
  },
  cleanliness: {
    title: { 'zh-TW': '乾淨', en: 'Cleanliness' },
    formula: {
      'zh-TW': '100 ×（1 − 文字有問題的記錄 ÷ 全部記錄）：亂碼、標記、簡體、無法閱讀、反覆、密碼、個資、過長',
      en: '100 × (1 − records with a fault in their text ÷ all records): garbled, marked up, Simplified, unreadable, repeating, secrets, personal data, too long',
    },
  },
  diversity: {
    title: { 'zh-TW': '多樣', en: 'Diversity' },
    formula: {
      'zh-TW': '100 ×（1 − 抽樣記錄兩兩之間的平均 Jaccard 相似度）',
      en: '100 × (1 − mean Jaccard similarity of all pairs in a sample of the records kept)',
    },
  },
  size: {
    title: { 'zh-TW': '數量', en: 'Size for the task' },
    formula: {
      'zh-TW': '100 × 各標籤 min(1, 留用筆數 ÷ 50) 的平均；沒有標籤時為 min(1, 留用筆數 ÷ 500)',
      en: '100 × mean over the labels of min(1, records kept ÷ 50); without labels min(1, records kept ÷ 500)',
    },
  },
} as const satisfies Readonly<Record<string, PartFacts>>;

export type ScorePart = keyof typeof SCORE_PARTS;
export const SCORE_PART_NAMES = Object.keys(SCORE_PARTS) as readonly ScorePart[];

/** One of the most useful things to do next. */
export interface ScoreAdvice {
  readonly part: ScorePart;
  /** By how much the overall score would rise, at most. */
  readonly points: number;
  readonly text: Localized;
}

/** How good a dataset is for its task: the mean of the parts, and what to do about it. Scores are 0–100, to one decimal. */
export interface ScoreCard {
  readonly overall: number;
  readonly parts: Readonly<Record<ScorePart, number>>;
  /** At most three, the most useful first. */
  readonly advice: readonly ScoreAdvice[];
}
