import type { Language } from '../../pipeline/contracts/names.ts';

/** What is said of the learning curve. */
export interface LearningTexts {
  readonly title: string;
  readonly lead: string;
  readonly share: string;
  readonly records: string;
  readonly loss: string;
  readonly lower: string;
  told(share: string, first: string, last: string): string;
}

export const learningTexts: Readonly<Record<Language, LearningTexts>> = {
  en: {
    title: 'Would more records help?',
    lead: 'The same training on parts of the records. Where the loss still falls from half to all of them, more records would likely help; where it hardly does, better records help more than further ones.',
    share: 'Share',
    records: 'Records',
    loss: 'Validation loss',
    lower: 'shorter is better',
    told: (share, first, last) =>
      `From ${share} to all of the records the validation loss goes from ${first} to ${last}.`,
  },
  'zh-TW': {
    title: '增加記錄會不會更好？',
    lead: '以同樣的設定只用部分記錄訓練。若從一半增加到全部時損失仍明顯下降，再增加記錄多半有幫助；若幾乎不變，改善記錄的品質比增加數量有用。',
    share: '比例',
    records: '記錄數',
    loss: '驗證損失',
    lower: '愈短愈好',
    told: (share, first, last) => `由 ${share} 增加到全部記錄，驗證損失由 ${first} 變為 ${last}。`,
  },
};
