import type { Localized } from './names.ts';

/** What may become of a record that a rule finds. */
export type RuleAction = 'drop' | 'fix' | 'hold_back' | 'warn';

/** What people are told about a quality rule, wherever it is shown, and what they may have it do. */
interface RuleFacts {
  /** Raised whenever the rule would find something else in the same records. */
  readonly version: number;
  /** `error`: the record would teach something wrong; `warning`: it may; `notice`: good to know. */
  readonly severity: 'error' | 'warning' | 'notice';
  /**
   * What it may do, the first being what `auto` means. `drop`: out for good; `fix`: repaired; `hold_back`: out of this run
   * until a person decides; `warn`: it stays and people are told. Any rule can be `off`.
   */
  readonly actions: readonly [RuleAction, ...RuleAction[]];
  readonly title: Localized;
  /** Why it matters, and what is done about it by default. */
  readonly explanation: Localized;
}

/** The catalogue of quality rules, in the order in which a record meets them. */
export const RULES = {
  empty_input: {
    version: 1,
    severity: 'error',
    actions: ['drop', 'hold_back', 'warn'],
    title: { en: 'No content', 'zh-TW': '沒有內容' },
    explanation: {
      en: 'The record asks nothing, or nothing but the instruction that all records share; it is left out.',
      'zh-TW': '記錄沒有內容，或只有各筆共同的指示，無從判斷，因此不使用。',
    },
  },
  empty_output: {
    version: 1,
    severity: 'error',
    actions: ['drop', 'hold_back', 'warn'],
    title: { en: 'No answer', 'zh-TW': '沒有答案' },
    explanation: {
      en: 'The record has no answer or label, so nothing can be learnt from it; it is left out.',
      'zh-TW': '記錄沒有答案或標籤，無從學起，因此不使用。',
    },
  },
  exact_duplicate: {
    version: 1,
    severity: 'warning',
    actions: ['drop', 'hold_back', 'warn'],
    title: { en: 'Exact duplicate', 'zh-TW': '完全重複' },
    explanation: {
      en: 'Equal to an earlier record; kept, it would count twice and carry test questions into training. Only the first stays.',
      'zh-TW': '與先前的記錄一字不差；留下會重複計算，也會讓測試題目混進訓練資料，因此只保留第一筆。',
    },
  },
  conflicting_label: {
    version: 2,
    severity: 'error',
    actions: ['warn', 'hold_back', 'drop'],
    title: { en: 'Contradicting answers', 'zh-TW': '答案互相矛盾' },
    explanation: {
      en: 'Equal texts have different answers. The records stay; a person should say which one is right.',
      'zh-TW': '相同的文字有不同的答案；記錄保留，請由人確認何者正確。',
    },
  },
} as const satisfies Readonly<Record<string, RuleFacts>>;
