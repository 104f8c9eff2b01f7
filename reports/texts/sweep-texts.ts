import type { Language } from '../../pipeline/contracts/names.ts';

/** What is said of a search for settings. */
export interface SweepTexts {
  readonly title: string;
  lead(trials: string, rounds: string): string;
  readonly candidate: string;
  readonly auto: string;
  readonly chosen: string;
  readonly seconds: string;
  readonly diverged: string;
  /** A column's head: the validation loss on so many records. */
  loss(share: string, records: string): string;
  readonly kept: string;
  found(loss: string, auto: string): string;
  readonly mattered: string;
  readonly matteredLead: string;
  readonly share: string;
  readonly setting: string;
  more(hidden: string): string;
}

export const sweepTexts: Readonly<Record<Language, SweepTexts>> = {
  en: {
    title: 'The search for settings',
    lead: (trials, rounds) =>
      `${trials} candidates were trained in ${rounds} round(s): many on few records, few on all of them. They were chosen by the validation records alone; no record of the test took part.`,
    candidate: 'Candidate',
    auto: 'auto',
    chosen: 'chosen',
    seconds: 'Training',
    diverged: 'diverged',
    loss: (share, records) => `Loss on ${share} (${records})`,
    kept: 'No candidate was better than what auto chooses; that was kept.',
    found: (loss, auto) =>
      `The chosen candidate has a validation loss of ${loss}; with what auto chooses it is ${auto}. Whether that is more than chance, the comparison on the test records tells.`,
    mattered: 'What mattered',
    matteredLead:
      'Of the differences between the candidates of the first round, the share that goes with each setting by itself. With few candidates this is a rough figure.',
    share: 'Share',
    setting: 'Setting',
    more: (hidden) => `${hidden} more candidates of the first round are in report.json.`,
  },
  'zh-TW': {
    title: '設定的搜尋',
    lead: (trials, rounds) =>
      `共試了 ${trials} 組設定，分 ${rounds} 輪：先以少量記錄試多組，再以全部記錄試少數幾組。只依驗證記錄選擇，測試記錄完全沒有參與。`,
    candidate: '設定組',
    auto: 'auto',
    chosen: '選用',
    seconds: '訓練時間',
    diverged: '發散',
    loss: (share, records) => `${share} 記錄（${records} 筆）的損失`,
    kept: '沒有任何一組比 auto 所選的更好，因此採用 auto。',
    found: (loss, auto) =>
      `選用的設定驗證損失為 ${loss}，auto 所選的為 ${auto}。差異是否超出偶然，請看測試記錄上的比較。`,
    mattered: '哪些設定有影響',
    matteredLead: '第一輪各組之間的差異，有多少與單一設定有關。組數少時只能當作粗略的參考。',
    share: '比例',
    setting: '設定',
    more: (hidden) => `第一輪另有 ${hidden} 組，見 report.json。`,
  },
};
