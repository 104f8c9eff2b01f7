import type { Localized } from './names.ts';

/** What may become of a record that a rule finds. */
export type RuleAction = 'drop' | 'fix' | 'hold_back' | 'warn';

/** What people are told about a quality rule, wherever it is shown, and what they may have it do. */
export interface RuleFacts {
  /** Raised whenever the rule would find something else in the same records. */
  readonly version: number;
  /** `error`: the record would teach something wrong; `warning`: it may; `notice`: good to know. */
  readonly severity: 'error' | 'warning' | 'notice';
  /**
   * What it may do, the first being what `auto` means. `drop`: out for good; `fix`: repaired; `hold_back`: out of this run
   * until a person decides; `warn`: it stays and people are told. Any rule can be `off`.
   */
  readonly actions: readonly [RuleAction, ...RuleAction[]];
  /** What `fix` does with a record that cannot be repaired; left out: `warn`. */
  readonly beyondRepair?: Exclude<RuleAction, 'fix'>;
  readonly title: Localized;
  /** Why it matters, and what is done about it by default. */
  readonly explanation: Localized;
}

/** The catalogue of quality rules, in the order in which a record meets them. */
export const RULES = {
  mojibake: {
    version: 2,
    severity: 'error',
    actions: ['fix', 'hold_back', 'drop', 'warn'],
    beyondRepair: 'hold_back',
    title: { en: 'Garbled by a wrong encoding', 'zh-TW': '編碼錯誤的亂碼' },
    explanation: {
      en: 'The text was once read in the wrong encoding. It is repaired where the mistake, made again, gives the same bytes; else the record waits for a person.',
      'zh-TW': '文字曾以錯誤的編碼讀取。能還原且重現原錯誤者即修復；無法還原者先保留不用，由人決定。',
    },
  },
  html_markup: {
    version: 1,
    severity: 'warning',
    actions: ['fix', 'warn', 'hold_back', 'drop'],
    title: { en: 'HTML left in the text', 'zh-TW': '殘留 HTML 標記' },
    explanation: {
      en: 'Tags and character references of a web page teach nothing; they are taken out and the text stays.',
      'zh-TW': '網頁的標籤與字元代碼沒有學習價值；移除標記，保留文字。',
    },
  },
  simplified_chinese: {
    version: 1,
    severity: 'warning',
    actions: ['warn', 'fix', 'hold_back', 'drop'],
    title: { en: 'Simplified Chinese', 'zh-TW': '簡體中文' },
    explanation: {
      en: "Written in Simplified Chinese, at least in part. The records stay; on request they are rewritten in Taiwan's characters and words.",
      'zh-TW': '全部或部分以簡體中文書寫。記錄保留；可選擇轉為臺灣的用字與用語。',
    },
  },
  unreadable: {
    version: 1,
    severity: 'error',
    actions: ['hold_back', 'drop', 'warn'],
    title: { en: 'Unreadable', 'zh-TW': '無法閱讀' },
    explanation: {
      en: 'Characters that mean nothing to a reader: control characters, private or unassigned codes, hidden text, keyboard mashing. The record waits for a person.',
      'zh-TW':
        '含有讀者無法辨識的字元，例如控制字元、自造字、未定義字碼、隱藏文字或亂打的字；先保留不用，由人決定。',
    },
  },
  repetition: {
    version: 2,
    severity: 'warning',
    actions: ['hold_back', 'drop', 'warn'],
    title: { en: 'Repeats itself', 'zh-TW': '內容反覆' },
    explanation: {
      en: 'A good part of the text says the same thing over and over, which a model would learn to do as well. The record waits for a person.',
      'zh-TW': '文字有相當部分一再重複，模型也會學著重複；先保留不用，由人決定。',
    },
  },
  secret: {
    version: 1,
    severity: 'error',
    actions: ['fix', 'hold_back', 'drop', 'warn'],
    title: { en: 'Password or key', 'zh-TW': '密碼或金鑰' },
    explanation: {
      en: 'A model can give away what it has read. Passwords, keys and tokens are replaced by a mark; whoever owns them should change them.',
      'zh-TW': '模型可能洩漏讀過的內容。密碼、金鑰與權杖會以標記取代；請所有人盡速更換。',
    },
  },
  pii: {
    version: 2,
    severity: 'warning',
    actions: ['fix', 'warn', 'hold_back', 'drop'],
    beyondRepair: 'hold_back',
    title: { en: 'Personal data', 'zh-TW': '個人資料' },
    explanation: {
      en: 'A model can give away what it has read. Each piece of personal data is replaced by its kind and a number, the same one throughout the dataset and its test file, as in 〔手機1〕. A record whose label holds some waits for a person: give such labels other names.',
      'zh-TW':
        '模型可能洩漏讀過的內容。各項個人資料以種類與編號取代，同一資料在整份資料集與測試檔中編號相同，例如〔手機1〕。標籤含個人資料的記錄先保留不用，由人決定；請為該標籤改名。',
    },
  },
  too_long: {
    version: 2,
    severity: 'warning',
    actions: ['warn', 'hold_back', 'drop'],
    title: { en: 'Too long for the base', 'zh-TW': '超過原模型可讀的長度' },
    explanation: {
      en: 'Estimated to need more tokens than the base model reads, or than the length limit that was set. Training would cut it; shorten it or split it up.',
      'zh-TW': '估計需要的詞元超過原模型可讀的長度，或超過所設的長度上限。訓練時會被截短；請縮短或拆成幾筆。',
    },
  },
  empty_input: {
    version: 2,
    severity: 'error',
    actions: ['drop', 'hold_back', 'warn'],
    title: { en: 'No content', 'zh-TW': '沒有內容' },
    explanation: {
      en: 'The record asks nothing, or nothing but the instruction that all records share; it is left out.',
      'zh-TW': '記錄沒有內容，或只有各筆共同的指示，無從判斷，因此不使用。',
    },
  },
  empty_output: {
    version: 2,
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
    version: 3,
    severity: 'error',
    actions: ['warn', 'hold_back', 'drop'],
    title: { en: 'Contradicting answers', 'zh-TW': '答案互相矛盾' },
    explanation: {
      en: 'Equal texts have different answers. The records stay; a person should say which one is right.',
      'zh-TW': '相同的文字有不同的答案；記錄保留，請由人確認何者正確。',
    },
  },
  test_contamination: {
    version: 1,
    severity: 'error',
    actions: ['drop', 'hold_back', 'warn'],
    title: { en: 'Found in the test as well', 'zh-TW': '與測試題目重複' },
    explanation: {
      en: 'Exactly or nearly a question of the test file. Learnt beforehand, it would make the model look better than it is; it is left out.',
      'zh-TW': '與測試檔的題目相同或幾乎相同。若先學過，測試成績會虛高，因此不使用。',
    },
  },
  near_duplicate: {
    version: 1,
    severity: 'warning',
    actions: ['drop', 'hold_back', 'warn'],
    title: { en: 'Near duplicate', 'zh-TW': '幾乎重複' },
    explanation: {
      en: 'Nearly the text of an earlier record, with the same answer; it adds little and would count twice. Only the first stays.',
      'zh-TW': '與先前的記錄幾乎相同且答案一致，學不到新東西又會重複計算，因此只保留第一筆。',
    },
  },
  outlier: {
    version: 1,
    severity: 'notice',
    actions: ['warn', 'hold_back', 'drop'],
    title: { en: 'Unlike all others', 'zh-TW': '與眾不同' },
    explanation: {
      en: 'In another script, far longer or shorter, or worded like no other record. It may belong elsewhere; it stays, and a person should look.',
      'zh-TW': '文字系統、長度或用語與其他記錄差異很大，可能不屬於這份資料；記錄保留，請由人確認。',
    },
  },
  label_noise: {
    version: 1,
    severity: 'notice',
    actions: ['warn', 'hold_back'],
    title: { en: 'Label in doubt', 'zh-TW': '標籤存疑' },
    explanation: {
      en: 'Records like this one are mostly labelled otherwise. The list is ranked, the most doubtful first; nothing is dropped, a person should look.',
      'zh-TW': '相似的記錄多半是另一個標籤。清單依可疑程度排序，最可疑者在前；不會自動移除，請由人確認。',
    },
  },
  imbalance: {
    version: 2,
    severity: 'notice',
    actions: ['warn'],
    title: { en: 'Rare label', 'zh-TW': '標籤筆數懸殊' },
    explanation: {
      en: 'The most frequent label has at least ten times as many records. A model learns rare labels badly; more examples of them help most.',
      'zh-TW': '最多的標籤筆數達此標籤的十倍以上。筆數太少的標籤不容易學好，補充這些類別的例子最有幫助。',
    },
  },
} as const satisfies Readonly<Record<string, RuleFacts>>;
