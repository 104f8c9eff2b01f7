import type { Language } from '../../../pipeline/contracts/names.ts';

/** What a model card says. Arguments that come from outside are Markdown by the time they get here. */
export interface CardTexts {
  readonly about: {
    readonly title: string;
    lead(facts: { method: string; base: string; size: string; labels: string }): string;
    override(by: string, reason: string): string;
  };
  readonly figures: {
    readonly title: string;
    lead(records: string, digest: string): string;
    readonly report: string;
  };
  readonly use: {
    readonly title: string;
    readonly intended: string;
    readonly labels: string;
    more(count: string): string;
  };
  readonly limits: {
    readonly title: string;
    wrong(perHundred: string): string;
    readonly closed: string;
    readonly drift: string;
    unseen(labels: string): string;
    readonly bias: string;
  };
  readonly asking: {
    readonly title: string;
    readonly lead: string;
    readonly loading: string;
    readonly baseDirectory: string;
  };
  readonly origin: {
    readonly title: string;
    readonly dataset: string;
    readonly testFile: string;
    readonly base: string;
    readonly decisions: string;
    decided(count: string, people: string): string;
    readonly training: string;
    trained(facts: { steps: string; epochs: string; duration: string; device: string }): string;
    readonly code: string;
    readonly run: string;
    readonly lineage: string;
    fact(name: string, value: string): string;
  };
  readonly licence: {
    readonly title: string;
    lead(name: string, url: string): string;
    readonly data: string;
  };
}

/** The card's texts in every language. */
export const CARD_TEXTS: Readonly<Record<Language, CardTexts>> = {
  'zh-TW': {
    about: {
      title: '這是什麼',
      lead: ({ method, base, size, labels }) =>
        `以 ${method} 微調 ${base}（${size} 參數）而成的文字分類模型，把一段文字判為 ${labels} 個類別之一。本目錄只含轉接器，使用時需另備原模型。由 Touchstone 訓練、評估並發布。`,
      override: (by, reason) => `**此版本未通過門檻，由 ${by} 具名要求發布。** 理由：${reason}`,
    },
    figures: {
      title: '成績',
      lead: (records, digest) =>
        `在同一批 ${records} 筆模型沒看過的測試記錄（摘要 ${digest}）上，與原模型並列；方括號內為信賴區間。`,
      report: '完整報告見 `report/index.html`，英文版見 `report/en.html`。',
    },
    use: {
      title: '適用範圍',
      intended: '供承辦人員分類與訓練資料同類的文件時參考：結果是建議，由人覆核後採用。',
      labels: '可判定的類別：',
      more: (count) => `其餘 ${count} 類見 \`prompt.json\``,
    },
    limits: {
      title: '限制',
      wrong: (perHundred) => `每 100 件約有 ${perHundred} 件會分錯；影響權益的決定，不可只憑模型的判斷。`,
      closed: '只會從上列類別中選一個；不屬於任何一類的文字，也會得到一個答案。',
      drift: '文體、主題或業務範圍與訓練資料不同時，成績不適用，請重新評估。',
      unseen: (labels) => `測試記錄中有訓練時沒見過的類別，一律無法答對：${labels}。`,
      bias: '尚未檢查姓名、性別、籍貫等因素是否影響判斷。',
    },
    asking: {
      title: '如何使用',
      lead: '輸入須套用訓練時的提示範本（`{input}` 代表文字），完整格式見 `prompt.json`：',
      loading: '以 Python 載入：',
      baseDirectory: '原模型的目錄',
    },
    origin: {
      title: '來源',
      dataset: '訓練資料集',
      testFile: '測試檔案',
      base: '原模型',
      decisions: '人工決定',
      decided: (count, people) => `${count} 項，由 ${people} 作成；內容見 \`lineage.json\``,
      training: '訓練',
      trained: ({ steps, epochs, duration, device }) => `${steps} 步（${epochs} 輪），${duration}，${device}`,
      code: 'Touchstone 版本',
      run: '執行編號',
      lineage: '完整設定與各階段的識別碼見 `lineage.json`。',
      fact: (name, value) => `${name}：${value}`,
    },
    licence: {
      title: '授權',
      lead: (name, url) => `轉接器依附於原模型，使用時須遵守原模型的授權條款：${name}（${url}）。`,
      data: '訓練資料的權利仍屬原權利人。',
    },
  },
  en: {
    about: {
      title: 'What this is',
      lead: ({ method, base, size, labels }) =>
        `A text classifier: a ${method} adapter on ${base} (${size} parameters) that assigns a text to one of ${labels} classes. This directory holds the adapter only; the base model is needed beside it. Trained, evaluated and published by Touchstone.`,
      override: (by, reason) =>
        `**This version did not pass its gate; it was published at the request of ${by}.** Reason: ${reason}`,
    },
    figures: {
      title: 'Figures',
      lead: (records, digest) =>
        `Beside its base on the same ${records} test records, which the model had never seen (digest ${digest}); intervals in brackets.`,
      report: 'The whole report is `report/en.html`, in Chinese `report/index.html`.',
    },
    use: {
      title: 'Intended use',
      intended:
        'To support staff in sorting documents of the kind it was trained on: its answers are suggestions that a person reviews.',
      labels: 'The classes it can answer:',
      more: (count) => `${count} more, listed in \`prompt.json\``,
    },
    limits: {
      title: 'Limits',
      wrong: (perHundred) =>
        `About ${perHundred} of 100 cases are classified wrongly; no decision on a person's rights may rest on the model alone.`,
      closed: 'It always chooses one of the classes above, even for a text that belongs to none.',
      drift:
        'Where style, subject or scope differ from the training data, the figures do not hold: evaluate again.',
      unseen: (labels) => `The test holds classes that training never saw; it cannot answer them: ${labels}.`,
      bias: 'Whether names, gender or place of origin change its answers has not been checked.',
    },
    asking: {
      title: 'How to use it',
      lead: 'Texts must be put into the prompt of the training (`{input}` stands for the text); `prompt.json` has the whole format:',
      loading: 'Loading it in Python:',
      baseDirectory: 'directory of the base model',
    },
    origin: {
      title: 'Origin',
      dataset: 'Training dataset',
      testFile: 'Test file',
      base: 'Base model',
      decisions: 'Decisions of people about the data',
      decided: (count, people) => `${count}, by ${people}; \`lineage.json\` has them`,
      training: 'Training',
      trained: ({ steps, epochs, duration, device }) =>
        `${steps} steps (${epochs} epochs), ${duration}, ${device}`,
      code: 'Touchstone version',
      run: 'Run',
      lineage: '`lineage.json` has the whole spec and the key of every stage.',
      fact: (name, value) => `${name}: ${value}`,
    },
    licence: {
      title: 'Licence',
      lead: (name, url) => `The adapter depends on its base, whose terms apply to its use: ${name} (${url}).`,
      data: "The training data remains its owners'.",
    },
  },
};
