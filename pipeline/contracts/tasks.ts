import type { IntervalMetric } from './evaluation.ts';
import type { AnswerTask, Localized, TaskKind } from './names.ts';

/** A figure of answers, for people. */
export interface AnswerMetricFacts {
  readonly name: Localized;
  readonly gloss: Localized;
  /** `ratio` may exceed 1. */
  readonly scale: 'share' | 'ratio';
  /** Which way is good; `neither`: it describes. */
  readonly better: 'higher' | 'lower' | 'neither';
}

/** Every figure that tasks other than classification are judged by. */
export const ANSWER_METRICS = {
  macro_f1: {
    name: { 'zh-TW': 'F1（各類平均）', en: 'Macro F1' },
    gloss: {
      'zh-TW': '每一類各算 F1 後取平均，筆數少的類別一樣重要',
      en: 'the F1 of each kind, averaged; rare kinds count as much as frequent ones',
    },
    scale: 'share',
    better: 'higher',
  },
  micro_f1: {
    name: { 'zh-TW': 'F1（全部項目）', en: 'Micro F1' },
    gloss: {
      'zh-TW': '把所有項目合在一起，兼顧「找得全」與「找得準」',
      en: 'precision and recall over all items taken together',
    },
    scale: 'share',
    better: 'higher',
  },
  micro_precision: {
    name: { 'zh-TW': '精確率', en: 'Precision' },
    gloss: { 'zh-TW': '模型給出的項目中，正確的比例', en: 'share of the items given that are right' },
    scale: 'share',
    better: 'higher',
  },
  micro_recall: {
    name: { 'zh-TW': '召回率', en: 'Recall' },
    gloss: { 'zh-TW': '應找出的項目中，有找到的比例', en: 'share of the items wanted that are found' },
    scale: 'share',
    better: 'higher',
  },
  samples_f1: {
    name: { 'zh-TW': 'F1（各筆平均）', en: 'F1 by record' },
    gloss: { 'zh-TW': '每筆記錄各算 F1 後取平均', en: 'the F1 of each record, averaged' },
    scale: 'share',
    better: 'higher',
  },
  subset_accuracy: {
    name: { 'zh-TW': '標籤全對', en: 'All labels right' },
    gloss: {
      'zh-TW': '標籤一個不多、一個不少的記錄比例',
      en: 'share of records with exactly the right labels',
    },
    scale: 'share',
    better: 'higher',
  },
  hamming_loss: {
    name: { 'zh-TW': '漢明損失', en: 'Hamming loss' },
    gloss: {
      'zh-TW': '逐筆逐標籤看，判斷錯的比例；越低越好',
      en: 'share of all decisions, one for each label and record, that are wrong; lower is better',
    },
    scale: 'share',
    better: 'lower',
  },
  overlap_f1: {
    name: { 'zh-TW': 'F1（部分重疊即可）', en: 'F1, overlap' },
    gloss: {
      'zh-TW': '類型正確、文字有重疊就算找到',
      en: 'an item counts as found where the type is right and the texts overlap',
    },
    scale: 'share',
    better: 'higher',
  },
  macro_field_f1: {
    name: { 'zh-TW': 'F1（各欄位平均）', en: 'Field F1' },
    gloss: { 'zh-TW': '每個欄位各算 F1 後取平均', en: 'the F1 of each field, averaged' },
    scale: 'share',
    better: 'higher',
  },
  exact_match: {
    name: { 'zh-TW': '完全相符', en: 'Exact match' },
    gloss: { 'zh-TW': '答案與標準答案完全一致的比例', en: 'share of answers equal to the expected one' },
    scale: 'share',
    better: 'higher',
  },
  valid_json: {
    name: { 'zh-TW': 'JSON 格式正確', en: 'Valid JSON' },
    gloss: { 'zh-TW': '能讀成 JSON 物件的答案比例', en: 'share of answers that are a JSON object' },
    scale: 'share',
    better: 'higher',
  },
  f1: {
    name: { 'zh-TW': 'F1（文字重疊）', en: 'F1 of the text' },
    gloss: {
      'zh-TW': '答案與標準答案重疊的程度；中文逐字、英文逐詞計算',
      en: 'how far the answer and the expected one overlap; by character for Chinese, by word for English',
    },
    scale: 'share',
    better: 'higher',
  },
  chrf: {
    name: { 'zh-TW': 'chrF++', en: 'chrF++' },
    gloss: {
      'zh-TW': '與標準答案共有的字串與詞的綜合分數',
      en: 'character and word sequences shared with the expected text, in one figure',
    },
    scale: 'share',
    better: 'higher',
  },
  rouge_1: {
    name: { 'zh-TW': 'ROUGE-1', en: 'ROUGE-1' },
    gloss: { 'zh-TW': '共有的字（英文為詞）', en: 'words (Chinese: characters) shared' },
    scale: 'share',
    better: 'higher',
  },
  rouge_2: {
    name: { 'zh-TW': 'ROUGE-2', en: 'ROUGE-2' },
    gloss: { 'zh-TW': '共有的連續兩字（英文為兩詞）', en: 'pairs of words (Chinese: characters) shared' },
    scale: 'share',
    better: 'higher',
  },
  rouge_l: {
    name: { 'zh-TW': 'ROUGE-L', en: 'ROUGE-L' },
    gloss: { 'zh-TW': '最長的共同順序', en: 'longest sequence in the same order' },
    scale: 'share',
    better: 'higher',
  },
  length_ratio: {
    name: { 'zh-TW': '長度比', en: 'Length ratio' },
    gloss: {
      'zh-TW': '答案總長度與標準答案總長度之比；1 為一樣長',
      en: 'length of the answers over that of the expected ones; 1 is equally long',
    },
    scale: 'ratio',
    better: 'neither',
  },
  copy_rate: {
    name: { 'zh-TW': '照抄比例', en: 'Copied' },
    gloss: {
      'zh-TW': '答案中連續四字（英文為四詞）直接出現在題目裡的比例',
      en: 'share of the answers’ runs of four words (Chinese: characters) that stand in the question',
    },
    scale: 'share',
    better: 'neither',
  },
  invented_numbers: {
    name: { 'zh-TW': '憑空的數字', en: 'Invented numbers' },
    gloss: {
      'zh-TW': '答案裡的數字中，題目與標準答案都沒有的比例；越低越好',
      en: 'share of the numbers in the answers that stand neither in question nor expected answer; lower is better',
    },
    scale: 'share',
    better: 'lower',
  },
} as const satisfies Readonly<Record<string, AnswerMetricFacts>>;
export type AnswerMetric = keyof typeof ANSWER_METRICS;

/** What the parts are called that a task is also judged by, one by one. */
export type GroupKind = 'label' | 'type' | 'field';

interface FactsOf<Metric extends string> {
  readonly title: Localized;
  /** What this is about, for someone who meets the word for the first time. */
  readonly gloss: Localized;
  /** How a model answers: by the likelihood of each label, or by writing. */
  readonly mode: 'likelihood' | 'generate';
  /** Figures in the order in which they are shown, all with intervals where they are defined. */
  readonly metrics: readonly Metric[];
  /** The one figure that gate, registry and comparisons go by. */
  readonly primary: Metric;
  /** The figure that is the share of records answered wholly right; null: answers are more or less good, never right. */
  readonly whole: Metric | null;
  /** null: there are no parts. */
  readonly groups: GroupKind | null;
}

/** What each task is, and what it is judged by. */
export const TASKS: { readonly classification: FactsOf<IntervalMetric> } & {
  readonly [T in AnswerTask]: FactsOf<AnswerMetric>;
} = {
  classification: {
    title: { 'zh-TW': '分類', en: 'Classification' },
    gloss: { 'zh-TW': '每筆文字歸入一個類別', en: 'each text belongs to one class' },
    mode: 'likelihood',
    metrics: ['accuracy', 'macro_precision', 'macro_recall', 'macro_f1'],
    primary: 'macro_f1',
    whole: 'accuracy',
    groups: 'label',
  },
  multi_label: {
    title: { 'zh-TW': '多標籤分類', en: 'Multi-label classification' },
    gloss: { 'zh-TW': '每筆文字可以有好幾個標籤', en: 'each text may have several labels' },
    mode: 'generate',
    metrics: ['macro_f1', 'micro_f1', 'samples_f1', 'subset_accuracy', 'hamming_loss'],
    primary: 'macro_f1',
    whole: 'subset_accuracy',
    groups: 'label',
  },
  extraction: {
    title: { 'zh-TW': '擷取', en: 'Extraction' },
    gloss: { 'zh-TW': '從文字中找出詞語與名稱', en: 'terms and names are found in a text' },
    mode: 'generate',
    metrics: ['micro_f1', 'micro_precision', 'micro_recall', 'macro_f1', 'overlap_f1', 'exact_match'],
    primary: 'micro_f1',
    whole: 'exact_match',
    groups: 'type',
  },
  structured: {
    title: { 'zh-TW': '結構化欄位', en: 'Structured fields' },
    gloss: { 'zh-TW': '把文字整理成 JSON 欄位', en: 'a text is put into the fields of a JSON object' },
    mode: 'generate',
    metrics: ['macro_field_f1', 'micro_f1', 'exact_match', 'valid_json'],
    primary: 'macro_field_f1',
    whole: 'exact_match',
    groups: 'field',
  },
  question_answering: {
    title: { 'zh-TW': '問答', en: 'Question answering' },
    gloss: { 'zh-TW': '依據一段文字回答問題', en: 'a question about a text is answered' },
    mode: 'generate',
    metrics: ['f1', 'exact_match'],
    primary: 'f1',
    whole: 'exact_match',
    groups: null,
  },
  generation: {
    title: { 'zh-TW': '文字生成', en: 'Text generation' },
    gloss: { 'zh-TW': '依指示寫出一段文字', en: 'a text is written as asked' },
    mode: 'generate',
    metrics: ['chrf', 'rouge_1', 'rouge_2', 'rouge_l', 'length_ratio', 'copy_rate', 'invented_numbers'],
    primary: 'chrf',
    whole: null,
    groups: null,
  },
};

/** The name of any task's figure of merit. */
export type PrimaryMetric = (typeof TASKS)[TaskKind]['primary'];
