import type { pairsEn } from './pairs.en.ts';

/** The same in zh-TW. */
export const pairsZhTW: typeof pairsEn = {
  title: '兩份回答，偏好哪一份',
  lead: (pairs, of) =>
    `${pairs === of ? `全部 ${of} 筆測試記錄都` : `${of} 筆測試記錄中有 ${pairs} 筆`}附有較好與較差的兩份回答。與原模型相比，微調讓較好的回答比較差的提升得多，才算學會該筆的偏好。`,
  result: (preferred, pairs, percent, range, confidence) =>
    `${pairs} 對中有 ${preferred} 對是較好的回答提升較多，占 ${percent}（${confidence} 精確信賴區間 ${range}）。`,
  conclusion: {
    better: '微調後的模型學會了偏好較好的回答，不像是碰巧。',
    worse: '微調反而偏向較差的回答，不像是碰巧。',
    open: '微調偏向哪一份回答，可能只是碰巧。',
  },
  signTest: (p) => `精確符號檢定（與一半相比）：${p}。`,
  margin: (value) => `較好回答的對數可能性平均多提升 ${value}（自然對數；0 表示不偏向任何一份）。`,
  better: '較好的回答提升較多',
  worse: '較差的回答提升較多',
};
