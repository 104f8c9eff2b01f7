import type { GenerationFilter } from '../generation.ts';
import { defineErrors, type ErrorEntry } from './entry.ts';

/** Why tries of a generation came to nothing at one filter: `{lost}` of `{came}` that got there. */
function lost(message: ErrorEntry['message'], advice: ErrorEntry['advice']): ErrorEntry {
  return { http: 422, exit: 2, retry: 'never', message, advice };
}

export const generateLostErrors = defineErrors({
  GENERATE_LOST_ANSWERED: lost(
    {
      en: '{lost} of {came} tries got no whole answer: the model refused, said nothing, was cut off, or rejected the question as too long.',
      'zh-TW': '{came} 次嘗試中有 {lost} 次沒有得到完整的回答：模型拒答、空白、回答被截斷，或問題過長。',
    },
    {
      en: 'Raise generate.max_tokens; keep models that think first from doing so (TOUCHSTONE_GENERATE_EXTRA, docs/generate.md); serve the model with a longer context, or lower ingest.passage_characters.',
      'zh-TW':
        '請提高 generate.max_tokens；會先思考再作答的模型請關閉思考（TOUCHSTONE_GENERATE_EXTRA，見 docs/generate.md）；問題過長時請加大模型的上下文長度，或調低 ingest.passage_characters。',
    },
  ),
  GENERATE_LOST_SCHEMA: lost(
    {
      en: '{lost} of {came} answers were not in the form asked for, also when asked to mend them, or said nothing.',
      'zh-TW': '{came} 則回答中有 {lost} 則不是要求的格式（要求修正一次後仍不是），或沒有實質內容。',
    },
    {
      en: 'Very small models seldom manage this: use an instruction-tuned model of some billions of parameters, served by an engine that holds it to a JSON schema (vLLM, Ollama).',
      'zh-TW':
        '很小的模型通常做不到：請改用數十億參數以上、經指令微調的模型，並以能限定 JSON schema 的引擎（vLLM、Ollama）提供服務。',
    },
  ),
  GENERATE_LOST_LANGUAGE: lost(
    {
      en: "{lost} of {came} texts were not written in the dataset's language (Simplified Chinese does not pass).",
      'zh-TW': '{came} 則文字中有 {lost} 則不是以資料集的語言書寫（簡體字視為不符）。',
    },
    {
      en: 'Use a model that writes this language well; generate.filters.language=false lets the others pass.',
      'zh-TW': '請改用熟悉臺灣正體中文的模型；若可接受其他文字，可設 generate.filters.language=false。',
    },
  ),
  GENERATE_LOST_FAITHFULNESS: lost(
    {
      en: '{lost} of {came} texts said what their source does not: quotes, numbers or names that are not in it, or some left out.',
      'zh-TW': '{came} 則文字中有 {lost} 則與來源不符：引文、數字或名稱不在來源中，或有遺漏。',
    },
    {
      en: 'Use a stronger model, or lower generate.temperature (0.3). Without this filter the trained model would learn what was made up.',
      'zh-TW':
        '請改用能力較強的模型，或調低 generate.temperature（例如 0.3）。關閉此篩選會讓模型學到編造的內容，不建議。',
    },
  ),
  GENERATE_LOST_NOVELTY: lost(
    {
      en: '{lost} of {came} texts are nearly the same as an uploaded record or one of the test file.',
      'zh-TW': '{came} 則文字中有 {lost} 則與已上傳的記錄或測試檔中的記錄幾乎相同。',
    },
    {
      en: 'Raise generate.temperature, or give documents and records that the test does not hold already.',
      'zh-TW': '請提高 generate.temperature，或提供測試檔裡沒有的文件與記錄。',
    },
  ),
  GENERATE_LOST_ROUND_TRIP: lost(
    {
      en: 'Asked again about {came} of its own results, the model disagreed with {lost}.',
      'zh-TW': '就 {came} 筆自己的結果再問模型一次，有 {lost} 筆答案不一致。',
    },
    {
      en: 'The model does not know: use a stronger one, and say in generate.labels what each label means. Whoever sets generate.filters.round_trip=false should have every record checked by people.',
      'zh-TW':
        '表示模型沒有把握：請改用能力較強的模型，並在 generate.labels 寫明每個標籤的意思。若設 generate.filters.round_trip=false，請務必由人逐筆檢核。',
    },
  ),
  GENERATE_LOST_JUDGE: lost(
    {
      en: '{lost} of {came} records got too few points from the judge.',
      'zh-TW': '{came} 筆中有 {lost} 筆的評分未達門檻。',
    },
    {
      en: 'Marks of a very small model mean little: use a stronger model; or set generate.filters.judge=0 and have people check what was made.',
      'zh-TW':
        '很小的模型給的分數沒有意義：請改用能力較強的模型；或設 generate.filters.judge=0，改由人檢核生成的記錄。',
    },
  ),
  GENERATE_LOST_UNREPEATED: lost(
    {
      en: '{lost} of {came} records are nearly the same as one generated before.',
      'zh-TW': '{came} 筆中有 {lost} 筆與先前生成的記錄幾乎相同。',
    },
    {
      en: 'Raise generate.temperature, ask for fewer records, or give more documents or records to make them from.',
      'zh-TW': '請提高 generate.temperature、減少 generate.count，或提供更多可用的文件或記錄。',
    },
  ),
});

/** The code of what was lost at each filter. */
export const LOST_CODES: Readonly<Record<GenerationFilter, keyof typeof generateLostErrors>> = {
  answered: 'GENERATE_LOST_ANSWERED',
  schema: 'GENERATE_LOST_SCHEMA',
  language: 'GENERATE_LOST_LANGUAGE',
  faithfulness: 'GENERATE_LOST_FAITHFULNESS',
  novelty: 'GENERATE_LOST_NOVELTY',
  round_trip: 'GENERATE_LOST_ROUND_TRIP',
  judge: 'GENERATE_LOST_JUDGE',
  unrepeated: 'GENERATE_LOST_UNREPEATED',
};
