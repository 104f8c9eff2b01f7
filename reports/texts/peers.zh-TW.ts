import type { PeerTexts } from './peer-texts.ts';
import { phrase } from './phrase.ts';

export const peersZhTW: PeerTexts = {
  title: '作答者一覽',
  lead: (n) =>
    `以下各個作答者回答的是同一批 ${n} 筆記錄。最後兩欄是微調後模型的 F1 領先多少，以及純屬巧合而有這種差距的機率。`,
  system: '作答者',
  lead_over: '微調後領先',
  p: '碰巧的機率',
  names: {
    few_shot: { name: '原模型加範例', gloss: '提示中附幾筆訓練記錄，不做訓練' },
    endpoint: {
      name: '端點的模型',
      gloss: '服務設定中的文字模型，請它從各類別中選一；沒有選出類別的答案算錯',
    },
    frozen: {
      name: '未訓練模型的特徵',
      gloss: '以原模型讀過文字後的內部表示，用同一批訓練記錄學一個線性模型；沒有伺服器能提供這種模型',
    },
    linear: { name: '簡單分類器', gloss: '以同一批訓練記錄學習連續字元的線性模型，作為底線' },
    majority: { name: '最多數的類別', gloss: '一律回答同一個答案' },
    dictionary: { name: '詞語對照表', gloss: '只查訓練資料中標記過的詞語，不用模型，作為底線' },
    usual_values: { name: '最常見的值', gloss: '每個欄位一律填訓練資料中最常見的值，作為底線' },
  },
  itself: '–',
  leftOut: (name, reason) => `未評估「${name}」：${reason}`,
  floor: {
    better: (right, difference, low, high) =>
      `不需要 GPU 的簡單分類器，每 100 件約能分對 ${right} 件；微調後的模型確實更好，F1 相差 ${difference} 個百分點（${low} 到 ${high}）。`,
    open: (right, difference, low, high) =>
      `不需要 GPU 的簡單分類器，每 100 件約能分對 ${right} 件；看不出微調後的模型比它好，F1 相差 ${difference} 個百分點（${low} 到 ${high}）。`,
    worse: (right, difference, low, high) =>
      `不需要 GPU 的簡單分類器，每 100 件約能分對 ${right} 件，比微調後的模型還好（F1 相差 ${difference} 個百分點，${low} 到 ${high}）。`,
  },
  adviceTitle: {
    open: '簡單分類器可能就夠用',
    worse: '簡單分類器比較好',
  },
  adviceEvidence: ({ floor, tuned, difference, low, high, p }) =>
    phrase`以同一批記錄學習字元的線性分類器，F1 為 ${floor}，微調後的模型為 ${tuned}：領先 ${difference} 個百分點（${low} 到 ${high}；${p}）。`,
  adviceAction:
    '請先考慮這項工作是否值得用語言模型：這種分類器不需 GPU，千分之一秒就能作答。若仍要用語言模型，請先依其他建議改善：補足少見類別的記錄、改正標籤，對它最有幫助。',
};
