import type { answerPeersEn } from './answer-peers.en.ts';

const FLOORS = {
  multi_label: '不需要 GPU 的簡單分類器',
  extraction: '只查訓練資料中標記過的詞語、完全不用模型',
  structured: '每個欄位一律填最常見的值',
} as const;

/** The same in zh-TW. */
export const answerPeersZhTW: typeof answerPeersEn = {
  lead: (n, metric) =>
    `以下各個作答者回答的是同一批 ${n} 筆記錄。最後兩欄是微調後模型的「${metric}」領先多少，以及純屬巧合而有這種差距的機率。`,
  endpointGloss: '服務設定中的文字模型，以同樣的提示作答；沒有作答的記錄算錯',
  linearGloss: '為每個標籤以同一批訓練記錄學習連續字元的線性模型，作為底線',
  floor: (task, side, f) => {
    const floor = `${FLOORS[task]}，每 100 件約有 ${f.right} 件全對；`;
    const figures = `「${f.metric}」相差 ${f.difference} 個百分點（${f.low} 到 ${f.high}）`;
    if (side === 'better') return `${floor}微調後的模型確實更好，${figures}。`;
    return side === 'open'
      ? `${floor}看不出微調後的模型比它好，${figures}。`
      : `${floor}比微調後的模型還好，${figures}。`;
  },
};
