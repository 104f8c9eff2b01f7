import type { AdviceTexts } from './advice-texts.ts';
import { type Phrase, phrase } from './phrase.ts';

const joined = (items: readonly Phrase[], separator = '；'): Phrase =>
  items.flatMap((item, at) => (at === 0 ? item : [separator, ...item]));

export const adviceZhTW: AdviceTexts = {
  lead: '以下各項由本報告的數字直接得出，依影響大小排列。',
  none: '數字中沒有明顯需要改善之處。',
  evidence: '依據',
  action: '做法',
  items: {
    unseen_labels: ({ labels, records }, { figures, label }) => ({
      title: '訓練資料缺少部分標籤',
      evidence: phrase`${joined(
        labels.map((name) => phrase`「${label(name)}」`),
        '、',
      )}出現在測試中，訓練時卻沒見過；受影響的測試記錄有 ${figures.count(records)} 筆。`,
      action: '為這些標籤補上訓練記錄；若只是寫法不同（全形、空格、簡稱），請統一寫法。',
    }),
    few_examples: ({ classes, enough }, { figures, label }) => ({
      title: '為範例太少的類別補資料',
      evidence: phrase`${joined(
        classes.map(
          ({ label: name, train, f1 }) =>
            phrase`「${label(name)}」訓練記錄 ${figures.count(train)} 筆，F1 ${figures.percent(f1)}`,
        ),
      )}。`,
      action: `每類至少補到 ${figures.count(enough)} 筆，最好與其他類別相當；以實際案件為佳。`,
    }),
    confused_classes: ({ pairs }, { figures, label }) => ({
      title: '釐清容易混淆的類別',
      evidence: phrase`${joined(
        pairs.map(
          ({ truth, answer, count, support }) =>
            phrase`「${label(truth)}」${figures.count(support)} 筆中有 ${figures.count(count)} 筆被判為「${label(answer)}」`,
        ),
      )}。`,
      action:
        '先看下方分錯的實例：若人也難以分辨，請先訂清楚兩類的界線並重新標記；若界線清楚，請補上交界處的案例。',
    }),
    lost_classes: ({ classes }, { figures, label }) => ({
      title: '有類別在微調後變差',
      evidence: phrase`${joined(
        classes.map(
          ({ label: name, base, tuned }) =>
            phrase`「${label(name)}」的 F1 由 ${figures.percent(base)} 降為 ${figures.percent(tuned)}`,
        ),
      )}。`,
      action: '檢查這些類別的標籤是否有誤、範例是否太少，再訓練一次。',
    }),
    contradicting_labels: ({ records, input }, { figures }) => ({
      title: '確認互相矛盾的標籤',
      evidence: phrase`${figures.count(input)} 筆記錄中，有 ${figures.count(records)} 筆文字相同、標籤卻不同。`,
      action: '逐筆決定正確的標籤；任何模型都無法同時學會兩種答案。',
    }),
    small_test: ({ n, halfWidth, aim, needed }, { figures }) => ({
      title: '測試記錄偏少，數字還不夠精確',
      evidence: phrase`${figures.count(n)} 筆測試記錄下，正確率的誤差約為 ±${figures.points(halfWidth).slice(1)} 個百分點。`,
      action: `若要把誤差縮到 ±${figures.points(aim, 0).slice(1)} 個百分點，約需 ${figures.count(needed)} 筆測試記錄。`,
    }),
    truncated_records: ({ records, share }, { figures }) => ({
      title: '部分記錄過長而被截短',
      evidence: phrase`${figures.count(records)} 筆訓練記錄（${figures.percent(share)}）超過長度上限，結尾沒有被讀到。`,
      action: '調高 train.max_length，或在上傳前只留下與判斷有關的段落。',
    }),
    rising_validation: ({ best, last, bestEpoch }, { figures }) => ({
      title: '訓練後段開始背答案',
      evidence: phrase`驗證損失在第 ${figures.number(bestEpoch)} 輪降到 ${figures.number(best)} 後，又升到 ${figures.number(last)}。`,
      action: '減少訓練輪數（train.epochs），或補充更多不同的範例。',
    }),
  },
};
