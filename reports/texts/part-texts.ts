import { type Phrase, type Piece, phrase } from './phrase.ts';

/** What a report says of tuned model and production part by part, and of records that were too long. */
export interface PartTexts {
  readonly title: string;
  lead(metric: string, confidence: string): string;
  readonly part: string;
  readonly records: string;
  readonly difference: string;
  readonly worst: string;
  readonly p: string;
  /** The slice has no test record. */
  empty(name: Piece): Phrase;
  /** Of slices that are no column of the dataset. */
  readonly by: Readonly<Record<'length' | 'source' | 'label', string>>;
  readonly cutTitle: string;
  cut(records: string, n: string, length: string): string;
  /** The base could read more than it was given, or not. */
  cutBelow(context: string): string;
  readonly cutAtLimit: string;
  /** Another system's records that were cut. */
  cutOther(system: string, records: string): string;
}

export const partsEn: PartTexts = {
  title: 'Against production, part by part',
  lead: (metric, confidence) =>
    `By how many points ${metric} of the tuned model lies above (+) or below (−) that of the version in production. Intervals hold for all parts together (${confidence}); p is corrected for their number (Holm).`,
  part: 'Part',
  records: 'Records',
  difference: 'Difference (points)',
  worst: 'At worst',
  p: 'By chance',
  empty: (name) => phrase`No test record has the column “${name}”.`,
  by: {
    length: 'Length of the question (characters)',
    source: 'Source',
    label: 'Label',
  },
  cutTitle: 'Some test records were too long',
  cut: (records, n, length) =>
    `${records} of ${n} test records were cut at ${length} tokens (answer included) before they were answered; what stood after that nobody read.`,
  cutBelow: (context) => `The model can read ${context}: evaluate.max_length raises the limit.`,
  cutAtLimit: 'That is all that the model can read; shorter records, or a model that reads more, would help.',
  cutOther: (system, records) => `${system}: ${records} records.`,
};

export const partsZhTW: PartTexts = {
  title: '各部分與正式版比較',
  lead: (metric, confidence) =>
    `微調後模型的「${metric}」比正式版高（+）或低（−）幾個百分點。信賴區間對所有部分同時成立（${confidence}）；碰巧的機率已依部分的數目校正（Holm）。`,
  part: '部分',
  records: '筆數',
  difference: '相差（百分點）',
  worst: '最壞',
  p: '碰巧的機率',
  empty: (name) => phrase`沒有任何測試記錄有「${name}」這個欄位。`,
  by: { length: '題目長度（字元）', source: '來源', label: '標籤' },
  cutTitle: '有些測試記錄太長',
  cut: (records, n, length) =>
    `${n} 筆測試記錄中有 ${records} 筆太長，只讀到第 ${length} 個詞元（連同答案），之後的內容沒有任何模型讀到。`,
  cutBelow: (context) => `模型最多可讀 ${context} 個詞元，可用 evaluate.max_length 調高上限。`,
  cutAtLimit: '這已是模型可讀的上限；請縮短記錄，或改用能讀更長文字的模型。',
  cutOther: (system, records) => `${system}：${records} 筆。`,
};
