import type { ReportTexts } from './report-texts.ts';

export const glossaryZhTW: ReportTexts['glossary'] = {
  baseModel: { term: '原模型', meaning: '尚未用您的資料訓練過的語言模型，是比較的基準。' },
  tunedModel: { term: '微調後的模型', meaning: '原模型加上用您的資料訓練出來的調整（LoRA 轉接器）。' },
  testRecords: { term: '測試記錄', meaning: '保留下來、不參與訓練的記錄，像考題一樣用來打分數。' },
  accuracy: { term: '正確率', meaning: '所有測試記錄中分對的比例。' },
  precision: {
    term: '精確率',
    meaning: '模型說是某類的記錄裡，真的是該類的比例。偏低，表示常把別類的案件送進來。',
  },
  recall: {
    term: '召回率',
    meaning: '真正屬於某類的記錄裡，被模型找出來的比例。偏低，表示該類的案件常被送到別處。',
  },
  f1: { term: 'F1', meaning: '精確率與召回率的調和平均；兩者都高，F1 才會高。' },
  macro: { term: '各類平均（macro）', meaning: '先逐類計算再平均，每一類不論筆數多寡都同樣重要。' },
  support: { term: '測試筆數', meaning: '某類有多少筆測試記錄。筆數太少時，該類的分數僅供參考。' },
  interval: {
    term: '信賴區間',
    meaning:
      '測試記錄只是抽樣，分數會有誤差；信賴區間是真實分數可能落在的範圍。95% 的意思是：這樣估計 100 次，約有 95 次會涵蓋真值。',
  },
  p: { term: 'p 值', meaning: '假設兩個模型其實一樣好，碰巧出現這麼大差距的機會。愈小，愈不像是碰巧。' },
  confusion: { term: '混淆矩陣', meaning: '把每個實際類別被判成什麼排成方格，一眼看出哪些類別容易混淆。' },
  confidence: {
    term: '把握',
    meaning: '模型給自己的答案的機率。把握 90% 的答案，應該十次有九次答對；做得到才稱為校準良好。',
  },
  rankingCurves: {
    term: 'ROC 與精確率召回率曲線',
    meaning: '把記錄依某類別的機率由高排到低，看該類別的記錄是否排在前面。曲線下的面積愈接近 1，區分得愈好。',
  },
  loss: { term: '損失', meaning: '訓練時衡量答案離正解有多遠的數字，愈低愈好。' },
  epoch: { term: '輪（epoch）', meaning: '把全部訓練記錄看過一遍。' },
  digest: { term: '摘要', meaning: '由檔案內容算出的指紋（SHA-256）；內容只要差一個字，摘要就不同。' },
};
