import type { AnswerTask, Language } from '../../../pipeline/contracts/names.ts';
import type { GroupKind } from '../../../pipeline/contracts/tasks.ts';

/** What a card says of a model that writes its answers. Arguments that come from outside are Markdown by then. */
export interface AnswerCardTexts {
  lead(facts: { method: string; base: string; size: string; task: string; gloss: string }): string;
  readonly intended: string;
  readonly parts: Readonly<Record<GroupKind, string>>;
  more(count: string): string;
  tokens(count: string): string;
  readonly limits: Readonly<Record<AnswerTask, string>>;
  readonly drift: string;
  readonly bias: string;
}

export const ANSWER_CARD_TEXTS: Readonly<Record<Language, AnswerCardTexts>> = {
  'zh-TW': {
    lead: ({ method, base, size, task, gloss }) =>
      `以 ${method} 微調 ${base}（${size} 參數）而成的「${task}」模型：${gloss}。本目錄只含轉接器，使用時需另備原模型。由 Touchstone 訓練、評估並發布。`,
    intended: '供承辦人員處理與訓練資料同類的文件時參考：結果是建議，由人覆核後採用。',
    parts: { label: '測試過的標籤：', type: '測試過的類型：', field: '測試過的欄位：' },
    more: (count) => `其餘 ${count} 項見 \`evaluation.json\``,
    tokens: (count) => `評估時每個答案最多 ${count} 個詞元；更長的會被截斷。`,
    limits: {
      question_answering: '沒有答案的問題，它也會給出一個答案；答案不一定抄自原文，請對照原文確認。',
      multi_label: '可能寫出訓練時沒有的標籤，或漏掉該有的標籤。',
      extraction: '可能漏找、多找，或找出原文沒有的文字；請以原文為準。',
      structured: '答案可能不是完整的 JSON，或欄位值與原文不符；程式讀取前請先檢查。',
      generation: '文句通順不代表內容正確；人名、日期、金額與法條都須核對。',
    },
    drift: '文體、主題或業務範圍與訓練資料不同時，成績不適用，請重新評估。',
    bias: '尚未檢查姓名、性別、籍貫等因素是否影響答案。',
  },
  en: {
    lead: ({ method, base, size, task, gloss }) =>
      `${task}: ${gloss}. A ${method} adapter on ${base} (${size} parameters). This directory holds the adapter only; the base model is needed beside it. Trained, evaluated and published by Touchstone.`,
    intended:
      'To support staff with documents of the kind it was trained on: its answers are suggestions that a person reviews.',
    parts: {
      label: 'Labels it was tested on:',
      type: 'Types it was tested on:',
      field: 'Fields it was tested on:',
    },
    more: (count) => `${count} more, listed in \`evaluation.json\``,
    tokens: (count) => `In the evaluation an answer had at most ${count} tokens; longer ones are cut.`,
    limits: {
      question_answering:
        'It gives an answer even where the text holds none, and not always in the words of the text: check it there.',
      multi_label: 'It may write labels that training never had, or leave out labels that apply.',
      extraction:
        'It may miss items, find too many, or give words that the text does not have: the text decides.',
      structured:
        'Its answer may be no whole JSON object, or hold values that differ from the text: check before a program reads it.',
      generation:
        'A text that reads well may still be wrong: check every name, date, amount and article of law.',
    },
    drift:
      'Where style, subject or scope differ from the training data, the figures do not hold: evaluate again.',
    bias: 'Whether names, gender or place of origin change its answers has not been checked.',
  },
};
