import type { Language } from '../../pipeline/contracts/names.ts';
import type { AdviceState } from '../../pipeline/contracts/previous-run.ts';

/** What is said of the advice of the report before. */
export interface PreviousTexts {
  readonly title: string;
  outcome(metric: string, before: string, after: string, points: string): string;
  readonly otherTest: string;
  readonly unchanged: string;
  readonly changed: string;
  readonly earlier: string;
  readonly now: string;
  readonly train: string;
  readonly none: string;
  readonly advised: string;
  readonly became: string;
  readonly states: Readonly<Record<AdviceState, string>>;
}

export const previousTexts: Readonly<Record<Language, PreviousTexts>> = {
  en: {
    title: 'What became of the last advice',
    outcome: (metric, before, after, points) =>
      `The model before this one reached ${metric} ${before}, this one ${after} (${points} points).`,
    otherTest: 'They were tested on different records, so this difference says little.',
    unchanged: 'Base, training records and settings of training are as they were.',
    changed: 'What was changed',
    earlier: 'Last time',
    now: 'This time',
    train: 'Records to train on',
    none: 'Its report advised nothing.',
    advised: 'Advised then',
    became: 'Now',
    states: {
      settled: 'settled: the figures no longer call for it',
      less: 'better, but not settled',
      same: 'as before',
      more: 'worse than then',
    },
  },
  'zh-TW': {
    title: '上次的建議後來如何',
    outcome: (metric, before, after, points) =>
      `前一個模型的 ${metric} 是 ${before}，這次是 ${after}（${points} 個百分點）。`,
    otherTest: '兩次的測試記錄不同，這個差異沒有多少意義。',
    unchanged: '原模型、訓練用的記錄數與訓練設定都與上次相同。',
    changed: '有哪些不同',
    earlier: '上次',
    now: '這次',
    train: '訓練用的記錄',
    none: '上次的報告沒有提出建議。',
    advised: '上次的建議',
    became: '現在',
    states: {
      settled: '已解決，數字不再顯示此問題',
      less: '有改善，尚未解決',
      same: '沒有變化',
      more: '比上次嚴重',
    },
  },
};
