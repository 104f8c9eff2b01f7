import type { AnswerTask } from '../../pipeline/contracts/names.ts';
import type { AnswerTaskTexts, OfHundred } from './answer-task-texts.ts';

/** 「每 100 題約 71 題答對，原模型 12 題」, with the unit and the verb of the task. */
function sentences(unit: string, noun: string, verb: string) {
  return {
    perHundred: ({ tuned, base, production }: OfHundred) =>
      `每 100 ${unit}${noun}約 ${tuned} ${unit}${verb}，原模型 ${base ?? '–'} ${unit}${production === null ? '' : `，目前的正式版 ${production} ${unit}`}。`,
    ofFile: ({ tuned, base }: OfHundred, n: string) =>
      `每 100 ${unit}${noun}約 ${tuned} ${unit}${verb}${base === null ? '' : `，對照 ${base} ${unit}`}（測試記錄 ${n} 筆）。`,
  };
}

const GRADES: AnswerTaskTexts['grades'] = {
  whole: '完全正確',
  most: '大部分正確',
  some: '小部分正確',
  none: '全錯或幾乎全錯',
  unreadable: '無法判讀（計為答錯）',
};

/** How each task speaks of its answers, in zh-TW. */
export const answerTasksZhTW: Readonly<Record<AnswerTask, AnswerTaskTexts>> = {
  question_answering: {
    ...sentences('題', '', '答對'),
    remaining: (wrong) => `每 100 題仍約有 ${wrong} 題答錯或只答對一部分，答案需要有人對照原文確認。`,
    pictureTitle: '每 100 題之中答對的題數',
    right: (count) => `${count} 題答對`,
    legendRight: '答對',
    legendWrong: '答錯或不完整',
    grades: GRADES,
  },
  multi_label: {
    ...sentences('件', '', '標籤全對'),
    remaining: (wrong) => `每 100 件仍約有 ${wrong} 件多了、少了或錯了標籤，結果需要有人覆核。`,
    pictureTitle: '每 100 件之中標籤全對的件數',
    right: (count) => `${count} 件全對`,
    legendRight: '標籤全對',
    legendWrong: '有多、有少或有錯',
    grades: GRADES,
  },
  extraction: {
    ...sentences('件', '', '該找的都找對'),
    remaining: (wrong) => `每 100 件仍約有 ${wrong} 件漏找、多找或找錯，結果需要有人覆核。`,
    pictureTitle: '每 100 件之中全部找對的件數',
    right: (count) => `${count} 件全對`,
    legendRight: '全部找對',
    legendWrong: '有漏、有多或有錯',
    grades: GRADES,
  },
  structured: {
    ...sentences('件', '', '每個欄位都正確'),
    remaining: (wrong) => `每 100 件仍約有 ${wrong} 件至少有一個欄位不對，結果需要有人覆核。`,
    pictureTitle: '每 100 件之中欄位全對的件數',
    right: (count) => `${count} 件全對`,
    legendRight: '欄位全對',
    legendWrong: '至少一個欄位不對',
    grades: GRADES,
  },
  generation: {
    perHundred: ({ tuned, production }) =>
      `每 100 篇約 ${tuned} 篇寫得比原模型更接近標準答案${production === null ? '' : `，約 ${production} 篇比目前的正式版接近`}。`,
    ofFile: ({ tuned }, n) => `每 100 篇約 ${tuned} 篇寫得比對照更接近標準答案（測試記錄 ${n} 筆）。`,
    remaining: () => '這些數字衡量的是與標準答案的相似程度，不是內容是否正確；採用前仍須有人讀過。',
    pictureTitle: '每 100 篇之中較接近標準答案的篇數',
    right: (count) => `${count} 篇較接近`,
    legendRight: '較接近',
    legendWrong: '相同或較遠',
    grades: {
      whole: '與標準答案相同',
      most: '很接近',
      some: '有些接近',
      none: '幾乎無關',
      unreadable: '空白（計為最低分）',
    },
  },
};
