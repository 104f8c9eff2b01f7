import type { judgeEn } from './judge.en.ts';

/** The same in zh-TW. */
export const judgeZhTW: typeof judgeEn = {
  title: '評審模型怎麼說',
  lead: (model, records, all) =>
    `請文字模型 ${model} 看題目、標準答案與兩份作答，${records === all ? `全部 ${all} 筆記錄` : `由 ${all} 筆記錄中隨機抽出的 ${records} 筆`}各問兩次，第二次對調兩份作答的順序；兩次說法一致才算數。`,
  against: (other) => `與${other}相比`,
  decided: (better, other, worse) => `有 ${better} 筆是微調後的模型寫得較好，${worse} 筆是${other}寫得較好。`,
  preferred: (percent, range, confidence) =>
    `分出高下的記錄中，${percent} 由微調後的模型勝出（${confidence} 精確信賴區間 ${range}）。`,
  conclusion: {
    better: '評審偏好微調後的模型，不像是碰巧。',
    worse: '評審偏好另一方，不像是碰巧。',
    open: '評審的偏好可能只是碰巧。',
    none: '評審沒有為任何一筆分出高下。',
  },
  signTest: (p) => `精確符號檢定：${p}。`,
  agreement: (percent, range) => `兩次都有說法的記錄中，評審前後一致的占 ${percent}（${range}）。`,
  favoured: (first, second) =>
    `前後不一的記錄中，有 ${first} 筆兩次都選排在前面的作答，${second} 筆兩次都選排在後面的。`,
  unreliable:
    '評審這麼常自相矛盾，表示它看的多半是排列順序而不是內容：它的說法僅供參考，或改請更大的模型評審。',
  failures: (failed, unanswered, unreadable) =>
    `有 ${failed} 筆沒有結果：${unanswered} 次沒有作答、${unreadable} 次的回覆無法判讀。這些既不算平手，也不算輸。`,
  controls: (tried, held) =>
    `另以 ${tried} 份毫無內容的作答與標準答案並列來測試評審，有 ${held} 份兩次都被識破。`,
  fooled: (fooled) =>
    `評審被其中 ${fooled} 份騙過：會偏好空話、或聽從作答要求給高分的評審，對其他作答的說法也不足採信。`,
  controlsFailed: (failed) => `其中 ${failed} 份沒有結果。`,
  masked: (count) => `送出前遮蔽了 ${count} 處個人資料。`,
  caption: '依評審結果分類的記錄',
  kinds: {
    better: '微調後較好',
    worse: '另一方較好',
    ties: '一樣好',
    identical: '文字相同，未送評',
    contradictory: '前後矛盾',
    failed: '沒有結果',
  },
  verdict: '評審結果',
  records: '筆數',
  description: (other, parts) => `微調後與${other}：${parts}`,
};

/** The same with the words for a file of predictions and its baseline. */
export const judgeFileZhTW: Partial<typeof judgeEn> = {
  decided: (better, other, worse) => `有 ${better} 筆是本預測寫得較好，${worse} 筆是${other}寫得較好。`,
  preferred: (percent, range, confidence) =>
    `分出高下的記錄中，${percent} 由本預測勝出（${confidence} 精確信賴區間 ${range}）。`,
  conclusion: {
    better: '評審偏好本預測，不像是碰巧。',
    worse: '評審偏好對照，不像是碰巧。',
    open: '評審的偏好可能只是碰巧。',
    none: '評審沒有為任何一筆分出高下。',
  },
  kinds: {
    better: '本預測較好',
    worse: '對照較好',
    ties: '一樣好',
    identical: '文字相同，未送評',
    contradictory: '前後矛盾',
    failed: '沒有結果',
  },
  description: (other, parts) => `本預測與${other}：${parts}`,
};
