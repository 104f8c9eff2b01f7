import type { evaluationEn } from './evaluation.en.ts';

/** The report on a file of predictions, in zh-TW. */
export const evaluationZhTW: typeof evaluationEn = {
  kind: '預測評估',
  title: (name) => `${name}：評估`,
  candidate: '本預測',
  baseline: '對照',
  sections: {
    result: '結果',
    advice: '建議',
    metrics: '全部數字',
    classes: '各類別',
    confidence: '模型的把握可信嗎？',
    slices: '分組比較與公平性',
    bias: '換了姓名、性別，答案會變嗎？',
    examples: '分錯的例子',
    glossary: '名詞說明',
  },
  right: (right, n) => `每 100 筆約 ${right} 筆分對（測試記錄 ${n} 筆）。`,
  baselineRight: (right) => `對照每 100 筆分對 ${right} 筆。`,
  interval: (confidence, range) => `若換一組同樣大小的測試，正確率有 ${confidence} 的機會落在 ${range}。`,
  conclusion: {
    better: '本預測比對照好，而且不是運氣造成的。',
    worse: '本預測比對照差，而且不是運氣造成的。',
    open: '與對照的差異可能只是運氣。',
  },
  paired: (difference, low, high, p, mcnemar) =>
    `macro-F1 相差 ${difference} 個百分點 [${low} 至 ${high}]，置換檢定 ${p}；正確率的 McNemar 檢定：${mcnemar}。`,
  against: '對照',
  onlyOne: (mine, theirs) => `只有本預測答對的有 ${mine} 筆，只有對照答對的有 ${theirs} 筆。`,
  classLead: '由最弱的類別排起；橫條中的直線是對照（若有）。',
  regressions: '對照答對、本預測答錯',
  lostClasses: {
    title: '有類別比對照差',
    action: '先看下方這些類別分錯的實例。若對照正在使用，請與其他類別的進步一併衡量。',
  },
  files: {
    'report.json': '全部數字（JSON）',
    'report.schema.json': '欄位說明（JSON Schema）',
    'junit.xml': '供 CI 讀取（JUnit）',
    'summary.md': '摘要（Markdown）',
    'predictions.csv': '每筆記錄（CSV）',
  },
};
