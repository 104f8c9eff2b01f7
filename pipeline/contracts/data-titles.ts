import type { IntakeReport, IntakeWarning } from './data-reports.ts';
import type { GenerationFilter, GenerationMethod } from './generation.ts';
import type { Localized } from './names.ts';

const same = (name: string): Localized => ({ 'zh-TW': name, en: name });

/** Formats by the names that people are shown. */
export const FORMAT_TITLES: Readonly<Record<IntakeReport['format'], Localized>> = {
  alpaca: {
    'zh-TW': 'Alpaca（instruction／input／output）',
    en: 'Alpaca (instruction, input, output)',
  },
  sharegpt: { 'zh-TW': 'ShareGPT 對話', en: 'ShareGPT conversations' },
  openai_chat: { 'zh-TW': 'OpenAI 對話', en: 'OpenAI chat' },
  openai_preference: { 'zh-TW': '偏好配對（OpenAI）', en: 'Preference pairs (OpenAI)' },
  trl_preference: { 'zh-TW': '偏好配對（TRL）', en: 'Preference pairs (TRL)' },
  prompt_completion: { 'zh-TW': '提示與回答（prompt／completion）', en: 'Prompt and completion' },
  text_label: { 'zh-TW': '文字與標籤', en: 'Text and label' },
  plain_text: { 'zh-TW': '純文字', en: 'Plain text' },
  documents: { 'zh-TW': '文件', en: 'Documents' },
};

/** Filters of generated records, by what passes them. */
export const FILTER_TITLES: Readonly<Record<GenerationFilter, Localized>> = {
  answered: { 'zh-TW': '模型有回答', en: 'The model answered' },
  schema: { 'zh-TW': '符合要求的格式', en: 'In the form asked for' },
  language: { 'zh-TW': '語言正確', en: 'In the right language' },
  faithfulness: { 'zh-TW': '忠於來源：原文、數字、名稱', en: 'True to the source: spans, numbers, names' },
  novelty: { 'zh-TW': '與上傳的記錄都不相近', en: 'Unlike every uploaded record' },
  round_trip: { 'zh-TW': '再問一次，模型的答案一致', en: 'Asked again, the model agrees' },
  judge: { 'zh-TW': '評分達到門檻', en: 'Enough points from the judge' },
  unrepeated: { 'zh-TW': '與先前生成的記錄都不相近', en: 'Unlike every record generated before' },
};

/** Methods of generation, by what they make. */
export const METHOD_TITLES: Readonly<Record<GenerationMethod, Localized>> = {
  rare_classes: { 'zh-TW': '為少數類別撰寫的文字', en: 'New texts for rare classes' },
  rewrites: { 'zh-TW': '改寫', en: 'Rewrites' },
  hard_negatives: { 'zh-TW': '易混淆類別的困難樣本', en: 'Hard negatives' },
  document_labels: { 'zh-TW': '文件段落的類別', en: 'Labels of passages' },
  document_questions: { 'zh-TW': '文件問答', en: 'Questions about documents' },
  document_subjects: { 'zh-TW': '由說明撰寫的主旨', en: 'Subjects from explanations' },
  document_explanations: { 'zh-TW': '由主旨撰寫的說明', en: 'Explanations from subjects' },
  document_summaries: { 'zh-TW': '文件摘要', en: 'Summaries' },
  document_terms: { 'zh-TW': '文件中的專有名詞', en: 'Terms and entities' },
};

/** Containers by the names that people are shown. */
export const CONTAINER_TITLES: Readonly<Record<IntakeReport['container'], Localized>> = {
  jsonl: same('JSONL'),
  json: same('JSON'),
  csv: same('CSV'),
  tsv: same('TSV'),
  text: { 'zh-TW': '文字檔', en: 'text file' },
  parquet: same('Parquet'),
  arrow: same('Arrow'),
  arrow_stream: { 'zh-TW': 'Arrow（串流）', en: 'Arrow (stream)' },
  xlsx: same('XLSX'),
  zip: same('ZIP'),
  document: { 'zh-TW': '單一檔案', en: 'single file' },
};

/** The container with its compression: `CSV (gzip)`. */
export function containerTitle({
  container,
  compression = 'none',
}: Pick<IntakeReport, 'container' | 'compression'>): Localized {
  const { 'zh-TW': chinese, en } = CONTAINER_TITLES[container];
  if (compression === 'none') return { 'zh-TW': chinese, en };
  return { 'zh-TW': `${chinese}（${compression}）`, en: `${en} (${compression})` };
}

/** The columns that were read under other names, as `--map` takes them: `text=內容, label=承辦單位`. */
export function mappingTitle({ columns }: NonNullable<IntakeReport['mapping']>): string {
  return Object.entries(columns)
    .map(([field, column]) => `${field}=${column}`)
    .join(', ');
}

/** What a warning about a file says. */
export function warningTitle({ code, count, first }: IntakeWarning): Localized {
  switch (code) {
    case 'control_characters':
      return {
        'zh-TW': `${count} 段文字含有控制字元或改變書寫方向的字元（首見於 ${first}），已原樣保留。`,
        en: `${count} texts hold control or direction-override characters (first: ${first}); they are kept.`,
      };
    case 'formulas':
      return {
        'zh-TW': `${count} 個儲存格是公式（首見於 ${first}），採用其儲存的計算結果。`,
        en: `${count} cells are formulas (first: ${first}); their stored results were taken.`,
      };
    case 'macros':
      return {
        'zh-TW': '活頁簿含有巨集，未讀取也未執行。',
        en: 'The workbook holds macros; they were neither read nor run.',
      };
    case 'other_sheets':
      return {
        'zh-TW': `另有 ${count} 個工作表未讀取（例如「${first}」）。`,
        en: `${count} other sheets were not read (such as "${first}").`,
      };
    case 'merged_cells':
      return {
        'zh-TW': `${count} 處合併儲存格（首見於 ${first}），其值已填入所跨的每一列。`,
        en: `${count} merged cells (first: ${first}); their value was taken for every row that they span.`,
      };
    case 'nameless_column':
      return {
        'zh-TW': `${first} 欄在標題列沒有名稱，以欄位字母為名。`,
        en: `Column ${first} has no name in the header; its letters serve as one.`,
      };
    case 'title_rows':
      return {
        'zh-TW': `略過標題列上方的 ${count} 列（「${first}」）。`,
        en: `${count} rows above the header were passed over ("${first}").`,
      };
  }
}
