import { ANSWER_METRICS, type GroupKind } from '../../pipeline/contracts/tasks.ts';
import type { AnswerAdviceEvidence } from '../advice/answers/evidence.ts';
import type { AdviceTexts, FileAdvice } from './advice-texts.ts';
import { type Phrase, phrase } from './phrase.ts';

const joined = (items: readonly Phrase[]): Phrase =>
  items.flatMap((item, at) => (at === 0 ? item : ['；', ...item]));

const PARTS: Readonly<Record<GroupKind, string>> = { label: '標籤', type: '類型', field: '欄位' };

/** The simplest thing that can be done. */
const SIMPLE: Readonly<Record<AnswerAdviceEvidence['simple_as_good']['task'], string>> = {
  multi_label: '每個標籤各用一個簡單分類器',
  extraction: '照訓練資料的詞彙查表',
  structured: '一律填入常見的值',
};

/** Advice on written answers, in zh-TW. */
export const answerAdviceZhTW: Pick<AdviceTexts['items'], keyof AnswerAdviceEvidence> = {
  simple_as_good: ({ task, side, metric, simple, tuned, difference, interval, p }, { figures }) => ({
    title: side === 'worse' ? `${SIMPLE[task]}比微調模型還好` : `${SIMPLE[task]}與微調模型不相上下`,
    evidence: phrase`「${ANSWER_METRICS[metric].name['zh-TW']}」不用模型時為 ${figures.percent(simple)}，微調模型為 ${figures.percent(tuned)}；模型領先 ${figures.points(difference)} 個百分點（${figures.points(interval[0])} 到 ${figures.points(interval[1])}），${figures.p(p)}。`,
    action:
      '若已夠用，簡單的做法更省、也更容易說明；若不夠，表示訓練資料很少示範簡單做法辦不到的情形，請補上它答錯的那一類案例。',
  }),
  unreadable_answers: ({ unreadable, n, task }, { figures }) => ({
    title: '讓答案合乎格式',
    evidence: phrase`${figures.count(n)} 筆答案中，有 ${figures.count(unreadable)} 筆（${figures.percent(unreadable / n)}）無法判讀，一律計為答錯。`,
    action:
      task === 'structured' || task === 'extraction'
        ? '先看下方「無法判讀」的實例：答案若寫到一半就斷，請縮短訓練資料裡的答案；若格式不一，請讓訓練資料的答案都用同一種 JSON 寫法，並多訓練一輪（train.epochs）。'
        : '先看下方「無法判讀」的實例；若多為空白，請檢查訓練資料中是否有空白答案，並多訓練一輪（train.epochs）。',
  }),
  weak_parts: ({ kind, parts, mean }, { figures, label }) => ({
    title: `檢視特別弱的${PARTS[kind]}`,
    evidence: phrase`各${PARTS[kind]} F1 平均 ${figures.percent(mean)}；${joined(
      parts.map(
        ({ name, f1, support }) =>
          phrase`「${label(name)}」只有 ${figures.percent(f1)}（測試中有 ${figures.count(support)} 項）`,
      ),
    )}。`,
    action: '對照下方的實例，確認訓練資料對這些項目的寫法一致；若一致，請補上含有它們的記錄。',
  }),
  rare_parts: ({ kind, parts, enough }, { figures, label }) => ({
    title: `測試中有些${PARTS[kind]}太少`,
    evidence: phrase`${joined(
      parts.map(({ name, support }) => phrase`「${label(name)}」只有 ${figures.count(support)} 項`),
    )}；不到 ${figures.count(enough)} 項時，數字僅供參考。`,
    action: '在測試資料中補上含有這些項目的記錄。',
  }),
  lost_parts: ({ kind, parts }, { figures, label }) => ({
    title: `有${PARTS[kind]}在微調後變差`,
    evidence: phrase`${joined(
      parts.map(
        ({ name, base, tuned }) =>
          phrase`「${label(name)}」的 F1 由 ${figures.percent(base)} 降為 ${figures.percent(tuned)}`,
      ),
    )}。`,
    action: '檢查訓練資料中這些項目的答案是否正確、寫法是否一致，再訓練一次。',
  }),
  lost_answers: ({ lost, won, n }, { figures }) => ({
    title: '有些記錄原模型答得較好',
    evidence: phrase`${figures.count(n)} 筆中，微調後有 ${figures.count(won)} 筆變好，但有 ${figures.count(lost)} 筆變差。`,
    action: '先看下方「答得較好」的實例，找出變差的記錄有何共通之處，再補上同類的訓練記錄。',
  }),
  inexact_ends: ({ strict, lenient, strictValue, lenientValue }, { figures }) => ({
    title: '常找對地方，起訖卻不精確',
    evidence: phrase`「${ANSWER_METRICS[lenient].name['zh-TW']}」為 ${figures.percent(lenientValue)}，「${ANSWER_METRICS[strict].name['zh-TW']}」只有 ${figures.percent(strictValue)}。`,
    action:
      '訂清楚答案該從哪裡起、到哪裡止（要不要含單位、職稱、引號），讓訓練與測試資料的答案都照同一套規則。',
  }),
  item_count: ({ given, side }, { figures }) => ({
    title: side === 'few' ? '給出的項目太少' : '給出的項目太多',
    evidence: phrase`應有 100 項時，模型給出 ${figures.number(Math.round(100 * given))} 項。`,
    action:
      side === 'few'
        ? '檢查訓練資料是否有漏標的項目；模型會照樣學著遺漏。'
        : '檢查訓練資料是否標了可有可無的項目，或同一項重複列出。',
  }),
  text_length: ({ ratio, side }, { figures }) => ({
    title: side === 'few' ? '寫得太短' : '寫得太長',
    evidence: phrase`答案總長度是標準答案的 ${figures.percent(ratio, 0)}。`,
    action:
      side === 'few'
        ? '查看實例是否寫到一半就停；若訓練資料的答案長短不一，請統一要求。'
        : '查看實例是否重複或離題；若訓練資料的答案長短不一，請統一要求。',
  }),
  invented_numbers: ({ share }, { figures }) => ({
    title: '答案裡有憑空的數字',
    evidence: phrase`答案裡的數字，有 ${figures.percent(share)} 在題目與標準答案中都找不到。`,
    action: '採用前逐一核對數字；檢查訓練資料的答案是否含有題目中沒有的數字，若有，模型會學著編造。',
  }),
  contradicting_answers: ({ records, input }, { figures }) => ({
    title: '確認互相矛盾的答案',
    evidence: phrase`${figures.count(input)} 筆記錄中，有 ${figures.count(records)} 筆題目相同、答案卻不同。`,
    action: '逐筆決定正確的答案；任何模型都無法同時學會兩種答案。',
  }),
  wide_interval: ({ metric, n, halfWidth, aim, needed }, { figures }) => ({
    title: '測試記錄偏少，數字還不夠精確',
    evidence: phrase`${figures.count(n)} 筆測試記錄下，「${ANSWER_METRICS[metric].name['zh-TW']}」的誤差約為 ±${figures.points(halfWidth).slice(1)} 個百分點。`,
    action: `若要把誤差縮到 ±${figures.points(aim, 0).slice(1)} 個百分點，約需 ${figures.count(needed)} 筆測試記錄。`,
  }),
};

/** The same where the two sides are a file and its baseline, which training did not lie between. */
export const fileAdviceZhTW: FileAdvice = {
  lost_parts: ({ kind, parts }, { figures, label }) => ({
    title: `對照在有些${PARTS[kind]}上做得較好`,
    evidence: phrase`${joined(
      parts.map(
        ({ name, base, tuned }) =>
          phrase`「${label(name)}」的 F1，對照為 ${figures.percent(base)}，本預測為 ${figures.percent(tuned)}`,
      ),
    )}。`,
    action: '從實例找出共通之處；這些項目的訓練資料可能太少，或寫法不一。',
  }),
  lost_answers: ({ lost, won, n }, { figures }) => ({
    title: '有些記錄對照答得較好',
    evidence: phrase`${figures.count(n)} 筆中，本預測有 ${figures.count(won)} 筆較好，但有 ${figures.count(lost)} 筆較差。`,
    action: '先看下方實例的第一組，找出這些記錄有何共通之處。',
  }),
};
