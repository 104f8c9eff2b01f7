import { decimal } from '../format/decimal.ts';
import type { AdviceTexts } from './advice-texts.ts';
import { answerAdviceZhTW } from './answer-advice.zh-TW.ts';
import { detailZhTW } from './detail.zh-TW.ts';
import { peersZhTW } from './peers.zh-TW.ts';
import { type Phrase, phrase } from './phrase.ts';

const nameOf = (by: string): string =>
  Object.hasOwn(detailZhTW.slices.by, by)
    ? detailZhTW.slices.by[by as keyof typeof detailZhTW.slices.by]
    : by;

const joined = (items: readonly Phrase[], separator = '；'): Phrase =>
  items.flatMap((item, at) => (at === 0 ? item : [separator, ...item]));

export const adviceZhTW: AdviceTexts = {
  lead: '以下各項由本報告的數字直接得出，可能改善最多的排在最前。',
  none: '數字中沒有明顯需要改善之處。',
  evidence: '依據',
  action: '做法',
  effect: '預期效果',
  gain: (gain, figures) => {
    if (gain === null) return '答案會更好，幅度無法事先得知。';
    if (gain === 0) return '答案不變，但數字更可靠。';
    return `正確率最多提高 ${figures.points(gain).slice(1)} 個百分點。`;
  },
  effort: '工夫',
  efforts: {
    practice: '小：在日常作業中訂一條規則，不必重新訓練。',
    setting: '小：改一項設定，再跑一次。',
    review: '中：由熟悉業務的人檢視所列的記錄。',
    collect: '大：需要蒐集並標記更多記錄。',
  },
  items: {
    ...answerAdviceZhTW,
    floor_as_good: ({ side, floor, tuned, difference, interval, p }, { figures }) => ({
      title: peersZhTW.adviceTitle[side],
      evidence: peersZhTW.adviceEvidence({
        floor: figures.percent(floor),
        tuned: figures.percent(tuned),
        difference: figures.points(difference),
        low: figures.points(interval[0]),
        high: figures.points(interval[1]),
        p: figures.p(p),
      }),
      action: peersZhTW.adviceAction,
    }),
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
    unbalanced: ({ largest, smallest }, { figures, label }) => ({
      title: '各類別的數量相差懸殊',
      evidence: phrase`「${label(largest.label)}」有 ${figures.count(largest.train)} 筆訓練記錄，「${label(smallest.label)}」只有 ${figures.count(smallest.train)} 筆（F1 ${figures.percent(smallest.f1)}）。`,
      action:
        '為小類別補資料；generate 可以為現有記錄寫出新的說法（generate.method: rare_classes）。處理方式相同的類別也可以合併。',
    }),
    likely_wrong_labels: ({ records, input, first }, { figures, outside }) => ({
      title: '請人檢視可能標錯的記錄',
      evidence: phrase`${figures.count(input)} 筆記錄中，有 ${figures.count(records)} 筆的標籤與其他記錄不一致：${joined(
        first.map(({ record, evidence }) => phrase`${outside(record)}（${outside(evidence)}）`),
      )}${records > first.length ? ' 等' : ''}。`,
      action:
        '在 findings.csv 中逐筆檢視（規則 label_noise），把正確的標籤改回檔案，或用 touchstone dataset decide 決定。系統沒有更動或刪除任何一筆。',
    }),
    repeated_records: ({ records, input, ofTest }, { figures }) => ({
      title: '上傳的資料有重複',
      evidence: phrase`${figures.count(input)} 筆記錄中，有 ${figures.count(records)} 筆是相同或近似的複本${
        ofTest > 0 ? `，其中 ${figures.count(ofTest)} 筆與測試記錄重複` : ''
      }；都沒有用於訓練。`,
      action: '查明重複的來源；測試記錄不可再交來訓練，否則無從得知模型學到了什麼。',
    }),
    still_falling: ({ before, last, epochs, rank }, { figures }) => ({
      title: '訓練結束時還在進步',
      evidence: phrase`驗證損失由 ${figures.number(before)} 降到 ${figures.number(last)}，訓練就在第 ${figures.number(epochs)} 輪結束了。`,
      action: `增加訓練輪數（train.epochs）${rank === null ? '' : `；若仍無改善，再加大調適器（train.rank，目前為 ${figures.number(rank)}）`}。`,
    }),
    more_records: ({ half, all, fall, records }, { figures }) => ({
      title: '增加記錄多半有幫助',
      evidence: phrase`只用一半記錄訓練時驗證損失為 ${half.toFixed(3)}，用全部 ${figures.count(records)} 筆時為 ${all.toFixed(3)}，低了 ${figures.percent(fall)}。`,
      action: '請再蒐集並標記同類的記錄，從最常分錯的類別開始。',
    }),
    hardly_learned: ({ first, last, rate }, { figures }) => ({
      title: '模型幾乎沒有學到東西',
      evidence: phrase`訓練損失在前三分之一為 ${figures.number(first)}，最後三分之一為 ${figures.number(last)}。`,
      action: `先確認標籤與文字相符。若無誤，請把學習率（train.learning_rate${rate === null ? '' : `，目前為 ${rate}`}）提高到兩、三倍，或改用較大的基礎模型。`,
    }),
    unsteady_training: ({ first, lowest, peak, epoch, rate }, { figures }) => ({
      title: '訓練途中又忘了已學會的內容',
      evidence: phrase`訓練損失起初為 ${figures.number(first)}，曾降到 ${figures.number(lowest)}，卻在第 ${figures.number(epoch)} 輪跳升到 ${figures.number(peak)}。`,
      action: `把學習率（train.learning_rate${rate === null ? '' : `，目前為 ${rate}`}）降到一半或三分之一。`,
    }),
    rank_too_small: ({ train, validation, rank }, { figures }) => ({
      title: '對這項任務，調適器可能太小',
      evidence: phrase`訓練已停滯：學過的記錄損失為 ${figures.number(train)}，沒看過的為 ${figures.number(validation)}，連學過的也沒有學好。`,
      action: `加大調適器：把秩（train.rank，目前為 ${figures.number(rank)}）加倍為 ${figures.number(2 * rank)}，並確認載入它的伺服器容許這個秩。若仍無改善，請改用較大的基礎模型。`,
    }),
    rank_too_large: ({ train, validation, rank }, { figures }) => ({
      title: '以這些記錄而言，調適器可能太大',
      evidence: phrase`在表現最好的時候，學過的記錄損失為 ${figures.number(train)}，沒看過的為 ${figures.number(validation)}：學過的是背下來的。`,
      action: `把秩（train.rank，目前為 ${figures.number(rank)}）減半為 ${figures.number(Math.floor(rank / 2))}，或補充更多不同的記錄，再比較結果。`,
    }),
    rising_validation: ({ best, last, bestEpoch }, { figures }) => ({
      title: '訓練後段開始背答案',
      evidence: phrase`驗證損失在第 ${figures.number(bestEpoch)} 輪降到 ${figures.number(best)} 後，又升到 ${figures.number(last)}。`,
      action: '減少訓練輪數（train.epochs），或補充更多不同的範例。',
    }),
    hand_over: ({ threshold, coverage, accuracy, overall }, { figures }) => ({
      title: '有把握的由模型回覆，其餘交給人工',
      evidence: phrase`把握達 ${decimal(threshold)} 以上的答案占 ${figures.percent(coverage)}，其中 ${figures.percent(accuracy)} 正確；全部答案則為 ${figures.percent(overall)}。`,
      action: '在日常作業中以此把握為門檻；案件型態改變時重新檢視。',
      effect: `未經人工的答案，答錯的比例由 ${figures.percent(1 - overall)} 降為約 ${figures.percent(1 - accuracy)}。`,
    }),
    weak_calibration: ({ error, confidence, accuracy }, { figures }) => ({
      title: '不要直接相信模型自稱的把握',
      evidence: phrase`把握與正確率平均相差 ${figures.points(error).slice(1)} 個百分點：平均把握 ${figures.percent(confidence)}，實際正確率 ${figures.percent(accuracy)}。`,
      action: '依本報告實測的門檻行事，不要把模型的百分比直接顯示給承辦人。',
    }),
    slices_left_behind: ({ slices }, { figures, outside }) => ({
      title: '有些記錄的結果比其他記錄差',
      evidence: phrase`${joined(
        slices.map(
          ({ by, value, n, accuracy, gap }) =>
            phrase`${outside(nameOf(by))}「${outside(value)}」：${figures.count(n)} 筆中 ${figures.percent(accuracy)} 正確，差距 ${figures.points(gap)} 個百分點`,
        ),
      )}。`,
      action: '補充這一類的訓練記錄；在表現追上之前，這些答案由人工複核。',
    }),
    changed_by_swap: ({ kinds }, { figures }) => ({
      title: '查明姓名、性別或來源地為何影響答案',
      evidence: phrase`${joined(
        kinds.map(
          ({ kind, changed, n }) =>
            phrase`調換${detailZhTW.bias.kinds[kind]}：${figures.count(n)} 筆中有 ${figures.count(changed)} 筆答案改變`,
        ),
      )}。`,
      action: '檢視所列例子。若法令並無不同規定，請補上同一案情、不同姓名或性別而標籤相同的記錄。',
    }),
  },
};
