import { defineErrors } from './entry.ts';
import { inputFault } from './input-fault.ts';

/** Faults in files of truth and predictions that somebody else made. */
export const evaluationErrors = defineErrors({
  EVALUATION_LINE: inputFault(
    { en: 'The line is no JSON object.', 'zh-TW': '這一行不是 JSON 物件。' },
    {
      en: 'Write one JSON object a line, as in {"id": "1", "prediction": "A"}.',
      'zh-TW': '請每行寫一個 JSON 物件，例如 {"id": "1", "prediction": "甲"}。',
    },
  ),
  EVALUATION_FIELD: inputFault(
    { en: 'The field is missing or of the wrong kind.', 'zh-TW': '缺少此欄位，或內容的型別不對。' },
    {
      en: 'Ids and labels are texts or numbers; every line of predictions needs "id" and "prediction", every line of truth "id" and "label" or "output".',
      'zh-TW':
        '代號與標籤須為文字或數字；預測檔每行要有「id」與「prediction」，正解檔每行要有「id」與「label」或「output」。',
    },
  ),
  EVALUATION_NO_RECORDS: inputFault(
    { en: 'The file holds no records.', 'zh-TW': '檔案裡沒有任何記錄。' },
    { en: 'Check that it is the right file.', 'zh-TW': '請確認檔案是否正確。' },
  ),
  EVALUATION_RECORDS_DIFFER: inputFault(
    {
      en: 'Truth and predictions are not about the same records: {missing} missing, {twice} given twice, {unknown} unknown.',
      'zh-TW': '正解與預測的記錄不一致：缺少 {missing} 筆、重複 {twice} 筆、不認得 {unknown} 筆。',
    },
    {
      en: 'Give one prediction for each record of the truth, under the same id; or let what is missing or given twice count as wrong with --count-missing-as-wrong.',
      'zh-TW':
        '請為每筆正解記錄提供一個相同代號的預測；或以 --count-missing-as-wrong 將缺少或重複的預測視為答錯。',
    },
  ),
  EVALUATION_MISSING: inputFault(
    { en: 'Record "{id}" has no prediction.', 'zh-TW': '記錄「{id}」沒有預測。' },
    { en: 'Add a prediction with this id.', 'zh-TW': '請加入此代號的預測。' },
  ),
  EVALUATION_TWICE: inputFault(
    {
      en: 'The id "{id}" occurs again; it was first on line {first}.',
      'zh-TW': '代號「{id}」重複，先前出現於第 {first} 行。',
    },
    { en: 'Keep one line for each id.', 'zh-TW': '每個代號請只保留一行。' },
  ),
  EVALUATION_UNKNOWN: inputFault(
    { en: 'No record of the truth has the id "{id}".', 'zh-TW': '正解中沒有代號為「{id}」的記錄。' },
    { en: 'Remove the line, or correct its id.', 'zh-TW': '請刪除這一行，或更正代號。' },
  ),
  EVALUATION_PROBABILITIES: inputFault(
    {
      en: 'The probabilities are not numbers from 0 to 1 that sum to 1.',
      'zh-TW': '機率不是 0 到 1 之間、總和為 1 的數字。',
    },
    {
      en: 'Give an object with the probability of every label, as in {"A": 0.9, "B": 0.1}; scores and logits must be normalised first. Or leave probabilities out of all lines.',
      'zh-TW':
        '請提供每個標籤的機率，例如 {"甲": 0.9, "乙": 0.1}；分數或 logit 須先正規化。也可以在所有行都不提供機率。',
    },
  ),
  EVALUATION_NO_TEXT: inputFault(
    {
      en: 'Record {id} has no text, so nobody can be asked about it.',
      'zh-TW': '記錄 {id} 沒有文字，無法提問。',
    },
    {
      en: 'Every line of truth needs "text" (or "input") where a model is to be asked.',
      'zh-TW': '要向模型提問時，正解檔每行都須有「text」（或「input」）。',
    },
  ),
  EVALUATION_ENDPOINT: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The endpoint cannot be used as it is named: expected {expected}.',
      'zh-TW': '端點的寫法無法使用：應為 {expected}。',
    },
    advice: {
      en: 'Write --endpoint https://host/v1 --model NAME; the key stands in an environment variable that --key-env names.',
      'zh-TW':
        '請寫成 --endpoint https://主機/v1 --model 名稱；金鑰放在環境變數，並以 --key-env 指定變數名稱。',
    },
  },
  EVALUATION_NO_ENDPOINT: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: '{field} in the spec asks for the text model, but none is set up.',
      'zh-TW': '管線設定的 {field} 需要文字模型，但尚未設定文字模型的端點。',
    },
    advice: {
      en: 'Set TOUCHSTONE_GENERATE_URL and TOUCHSTONE_GENERATE_MODEL (docs/generate.md) and start the service again, or leave {field} out.',
      'zh-TW':
        '請設定 TOUCHSTONE_GENERATE_URL 與 TOUCHSTONE_GENERATE_MODEL（見 docs/generate.md）後重新啟動服務，或不要設定 {field}。',
    },
  },
  EVALUATION_UNREACHABLE: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'The endpoint cannot be reached at present: {detail}. {done} of {total} answers are kept in {journal}.',
      'zh-TW': '目前連不上端點：{detail}。{total} 筆中已取得 {done} 筆答案，保留在 {journal}。',
    },
    advice: {
      en: 'Check that it runs and can be reached from here, then give the same command again: it goes on where it stood.',
      'zh-TW': '請確認端點正在執行且可由此處連線，再執行同一個指令：會從中斷處繼續。',
    },
  },
  EVALUATION_DENIED: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The endpoint refuses every request: {detail}. {done} of {total} answers are kept in {journal}.',
      'zh-TW': '端點拒絕所有請求：{detail}。{total} 筆中已取得 {done} 筆答案，保留在 {journal}。',
    },
    advice: {
      en: 'Check --endpoint, --model, the key in the variable of --key-env, and what is left of its quota, then give the same command again.',
      'zh-TW': '請檢查 --endpoint、--model、--key-env 所指變數中的金鑰與剩餘額度，再執行同一個指令。',
    },
  },
});
