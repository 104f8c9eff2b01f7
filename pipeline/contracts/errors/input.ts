import { defineErrors, type ErrorEntry } from './entry.ts';

/** Whatever is wrong with an uploaded file is the sender's to mend: status 422, exit 2, never tried again. */
const fault = (message: ErrorEntry['message'], advice: ErrorEntry['advice']): ErrorEntry => ({
  http: 422,
  exit: 2,
  retry: 'never',
  message,
  advice,
});

/** The file as a whole, its bytes and its container. */
const fileErrors = defineErrors({
  INPUT_EMPTY_FILE: fault(
    { en: 'The file is empty (0 bytes).', 'zh-TW': '檔案是空的（0 位元組）。' },
    {
      en: 'Check that the export finished, then upload the file again.',
      'zh-TW': '請確認匯出已完成，再重新上傳檔案。',
    },
  ),
  INPUT_NO_RECORDS: fault(
    { en: 'The file holds no records.', 'zh-TW': '檔案中沒有任何記錄。' },
    {
      en: 'Check that the export has rows below its header, or objects in its list.',
      'zh-TW': '請確認匯出檔的標題列之下有資料列，或清單中有物件。',
    },
  ),
  INPUT_INVALID: fault(
    { en: 'The file has {count} faults.', 'zh-TW': '檔案有 {count} 處錯誤。' },
    {
      en: 'Correct the places listed and upload the file again.',
      'zh-TW': '請修正所列各處後，重新上傳檔案。',
    },
  ),
  INPUT_NOT_TEXT: fault(
    { en: 'This is a {kind} file, not text.', 'zh-TW': '這是 {kind} 檔案，不是文字檔。' },
    {
      en: 'Save or export it as CSV (UTF-8) or JSONL and upload that.',
      'zh-TW': '請另存或匯出為 CSV（UTF-8）或 JSONL 後再上傳。',
    },
  ),
  INPUT_ENCODING: fault(
    {
      en: 'The bytes from position {offset} on are text in no known encoding.',
      'zh-TW': '自第 {offset} 位元組起的內容，不屬於任何可辨識的文字編碼。',
    },
    {
      en: 'Save the file as UTF-8 and upload it again.',
      'zh-TW': '請將檔案另存為 UTF-8 編碼後重新上傳。',
    },
  ),
  INPUT_NUL: fault(
    { en: 'There is a NUL character in the text.', 'zh-TW': '文字中含有 NUL 字元。' },
    {
      en: 'Remove it; it mostly comes from a binary file or a broken export.',
      'zh-TW': '請移除該字元；它通常來自二進位檔案或損壞的匯出。',
    },
  ),
  INPUT_LINE_TOO_LONG: fault(
    { en: 'The record is longer than {limit} bytes.', 'zh-TW': '這筆記錄超過 {limit} 位元組。' },
    {
      en: 'Split the record into smaller ones; a missing line break or closing quote can be the cause too.',
      'zh-TW': '請將記錄拆成較小的數筆；也可能是少了換行或結尾的引號。',
    },
  ),
  INPUT_TOO_MANY_RECORDS: fault(
    { en: 'The file holds more than {limit} records.', 'zh-TW': '檔案超過 {limit} 筆記錄。' },
    { en: 'Upload a part of the records.', 'zh-TW': '請只上傳部分記錄。' },
  ),
  INPUT_TOO_MANY_COLUMNS: fault(
    { en: 'The record has more than {limit} fields.', 'zh-TW': '這筆記錄超過 {limit} 個欄位。' },
    { en: 'Keep only the columns that are needed.', 'zh-TW': '請只保留需要的欄位。' },
  ),
  INPUT_TOO_DEEP: fault(
    {
      en: 'The value of "{field}" is nested more than {limit} levels deep.',
      'zh-TW': '「{field}」的值巢狀超過 {limit} 層。',
    },
    { en: 'Flatten the value or remove the field.', 'zh-TW': '請簡化該值的層次，或移除該欄位。' },
  ),
  INPUT_JSON_TRUNCATED: fault(
    { en: 'The JSON ends before it is complete.', 'zh-TW': 'JSON 內容不完整，提早結束。' },
    {
      en: 'Complete the record, or export the file again: it was cut off. In JSONL each record stands whole on one line.',
      'zh-TW': '請補齊該記錄，或重新匯出檔案（內容被截斷）。JSONL 的每一行必須是一筆完整的記錄。',
    },
  ),
  INPUT_JSON_SYNTAX: fault(
    {
      en: 'This is not valid JSON (character {column}).',
      'zh-TW': '這不是有效的 JSON（第 {column} 個字元）。',
    },
    {
      en: 'Look for a missing comma or quote there; write the file with a JSON library rather than by hand.',
      'zh-TW': '請檢查該處是否缺少逗號或引號；建議以程式庫產生 JSON，不要手動拼接。',
    },
  ),
  INPUT_JSON_SHAPE: fault(
    { en: 'A record must be a JSON object.', 'zh-TW': '每筆記錄必須是一個 JSON 物件。' },
    {
      en: 'Use one object a line (JSONL), a list of objects, or {"data": [ … ]}.',
      'zh-TW': '請使用每行一個物件（JSONL）、物件清單，或 {"data": [ … ]}。',
    },
  ),
  INPUT_CSV_QUOTING: fault(
    { en: 'The quotes of this CSV row are broken.', 'zh-TW': '此 CSV 列的引號不成對或位置有誤。' },
    {
      en: 'Put a cell that holds quotes, commas or line breaks between quotes, and double each quote inside it.',
      'zh-TW': '含有引號、逗號或換行的儲存格須以引號包住，其中的每個引號要寫成兩個。',
    },
  ),
  INPUT_CSV_COLUMN_TWICE: fault(
    { en: 'The column "{column}" is there twice.', 'zh-TW': '欄位「{column}」出現兩次。' },
    { en: 'Give each column a name of its own.', 'zh-TW': '請讓每個欄位名稱各不相同。' },
  ),
  INPUT_CSV_CELLS: fault(
    {
      en: 'This row has {found} cells; the header has {expected}.',
      'zh-TW': '此列有 {found} 個儲存格，但標題列有 {expected} 個。',
    },
    {
      en: 'Add the missing cells, or put a cell that holds a comma between quotes.',
      'zh-TW': '請補上缺少的儲存格；含有逗號的儲存格須以引號包住。',
    },
  ),
  INPUT_UNKNOWN_FORMAT: fault(
    {
      en: 'The records are in no format that is known.',
      'zh-TW': '無法辨識這些記錄的格式。',
    },
    {
      en: 'Name the columns text and label; or instruction, input and output (Alpaca); or messages (OpenAI chat). Containers: JSONL, JSON, CSV.',
      'zh-TW':
        '請將欄位命名為 text 與 label；或 instruction、input 與 output（Alpaca）；或 messages（OpenAI chat）。檔案可用 JSONL、JSON 或 CSV。',
    },
  ),
});

/** One field of one record. */
const fieldErrors = defineErrors({
  INPUT_MISSING_FIELD: fault(
    { en: 'The field "{field}" is missing.', 'zh-TW': '缺少欄位「{field}」。' },
    { en: 'Add the field to this record.', 'zh-TW': '請為這筆記錄補上該欄位。' },
  ),
  INPUT_WRONG_TYPE: fault(
    { en: 'The field "{field}" has the wrong type.', 'zh-TW': '欄位「{field}」的型別不正確。' },
    { en: 'Give a value of the type expected.', 'zh-TW': '請填入符合型別的值。' },
  ),
  INPUT_EMPTY_FIELD: fault(
    { en: 'The field "{field}" is empty.', 'zh-TW': '欄位「{field}」是空的。' },
    {
      en: 'Fill it in, or let the pipeline drop such records (refine.rules.empty_input: drop).',
      'zh-TW': '請補上內容，或讓管線移除這類記錄（refine.rules.empty_input: drop）。',
    },
  ),
  INPUT_ALL_EMPTY: fault(
    {
      en: 'The field "{field}" is empty in every record.',
      'zh-TW': '所有記錄的欄位「{field}」都是空的。',
    },
    {
      en: 'Check that the export took the right column.',
      'zh-TW': '請確認匯出時取用了正確的欄位。',
    },
  ),
  INPUT_BROKEN_TEXT: fault(
    {
      en: 'The text of "{field}" holds half a character (an unpaired surrogate).',
      'zh-TW': '「{field}」的文字含有不完整的字元（未成對的代理碼位）。',
    },
    {
      en: 'The text was cut in the middle of a character; export it again.',
      'zh-TW': '文字在字元中間被切斷，請重新匯出。',
    },
  ),
  INPUT_CHAT_TURNS: fault(
    {
      en: 'The conversation must hold a user turn and end with an assistant turn.',
      'zh-TW': '對話必須含有 user 發言，並以 assistant 發言結尾。',
    },
    {
      en: 'Put the expected answer as the last message, with the role assistant.',
      'zh-TW': '請把標準答案放在最後一則訊息，角色為 assistant。',
    },
  ),
  INPUT_CHAT_ROLE: fault(
    { en: 'The role "{role}" cannot be used.', 'zh-TW': '不支援「{role}」這個角色。' },
    {
      en: 'Use system, user or assistant.',
      'zh-TW': '請使用 system、user 或 assistant。',
    },
  ),
  INPUT_SPLIT_VALUE: fault(
    {
      en: 'The split "{value}" is not known.',
      'zh-TW': '沒有「{value}」這種資料分割。',
    },
    {
      en: 'Write train, validation or test, or remove the column split.',
      'zh-TW': '請填 train、validation 或 test，或移除 split 欄位。',
    },
  ),
});

/** The records taken together, after cleaning. */
const datasetErrors = defineErrors({
  INPUT_TOO_FEW_RECORDS: fault(
    {
      en: 'Only {count} usable records are left; {minimum} are needed at least.',
      'zh-TW': '可用的記錄只有 {count} 筆，至少需要 {minimum} 筆。',
    },
    {
      en: 'Add records; a few dozen for each label is a good start.',
      'zh-TW': '請增加記錄；每個標籤先有數十筆較為理想。',
    },
  ),
  INPUT_SINGLE_CLASS: fault(
    {
      en: 'All records have the same label, "{label}".',
      'zh-TW': '所有記錄的標籤都是「{label}」。',
    },
    {
      en: 'Classification needs two labels or more: add records of the others.',
      'zh-TW': '分類至少需要兩種標籤，請加入其他標籤的記錄。',
    },
  ),
  INPUT_NOT_LABELS: fault(
    {
      en: '{once} of {count} records have an answer that no other record has: these are not labels.',
      'zh-TW': '{count} 筆記錄中有 {once} 筆的答案只出現一次，看來不是分類的標籤。',
    },
    {
      en: 'Classification needs answers that recur, a few dozen records for each. Check that the right column was taken.',
      'zh-TW': '分類需要重複出現的答案，每種以數十筆為宜。請確認取用了正確的欄位。',
    },
  ),
  INPUT_LABEL_ONCE: fault(
    { en: 'The label "{label}" occurs only once.', 'zh-TW': '標籤「{label}」只出現一次。' },
    {
      en: 'Add records of this label, or correct it if it is a slip of the pen; one record cannot be both learned and tested.',
      'zh-TW': '請增加此標籤的記錄；若為筆誤請修正。只有一筆記錄時，無法既用於訓練又用於測試。',
    },
  ),
  INPUT_TEST_LABEL_UNSEEN: fault(
    {
      en: '{count} test records have the label "{label}", which no training record has.',
      'zh-TW': '有 {count} 筆測試記錄的標籤為「{label}」，但訓練記錄中沒有這個標籤。',
    },
    {
      en: 'Add training records with this label, or correct the label in the test records.',
      'zh-TW': '請加入此標籤的訓練記錄，或修正測試記錄中的標籤。',
    },
  ),
  INPUT_TEST_INSTRUCTION: fault(
    {
      en: 'The dataset and the test file differ: only one of them carries instructions with its records.',
      'zh-TW': '資料集與測試檔不一致：只有其中一個檔案的記錄附有指示。',
    },
    {
      en: 'Give both files in the same format, with the same instruction.',
      'zh-TW': '請讓兩個檔案使用相同格式與相同指示。',
    },
  ),
  INPUT_TEST_OVERLAP: fault(
    {
      en: '{leaked} records of the dataset are in the test as well; only {left} are left to train on.',
      'zh-TW': '資料集中有 {leaked} 筆記錄同時出現在測試中，只剩 {left} 筆可供訓練。',
    },
    {
      en: 'Give a test of other records; a model tested on what it was trained on proves nothing.',
      'zh-TW': '請改用不同的測試記錄；以訓練過的資料測試，無法證明模型的能力。',
    },
  ),
  INPUT_TEST_TWICE: fault(
    {
      en: 'There is a test file, and {count} records of the dataset are marked as test as well.',
      'zh-TW': '已提供測試檔，但資料集中另有 {count} 筆記錄標示為 test。',
    },
    {
      en: 'Leave the test file out, or remove those records from the dataset.',
      'zh-TW': '請不要提供測試檔，或從資料集移除那些記錄。',
    },
  ),
});

/** Faults in the files that people upload. */
export const inputErrors = { ...fileErrors, ...fieldErrors, ...datasetErrors };
