import { defineErrors } from './entry.ts';
import { inputFault } from './input-fault.ts';

/** The file as a whole, its bytes and its container. */
export const fileErrors = defineErrors({
  INPUT_EMPTY_FILE: inputFault(
    { en: 'The file is empty (0 bytes).', 'zh-TW': '檔案是空的（0 位元組）。' },
    {
      en: 'Check that the export finished, then upload the file again.',
      'zh-TW': '請確認匯出已完成，再重新上傳檔案。',
    },
  ),
  INPUT_FILE_CHANGED: inputFault(
    { en: 'The file changed while it was read.', 'zh-TW': '檔案在讀取期間有變動。' },
    {
      en: 'Wait until the program that writes it is done, or work on a copy, then try again.',
      'zh-TW': '請等寫入該檔案的程式結束，或改用副本，再試一次。',
    },
  ),
  INPUT_NO_RECORDS: inputFault(
    { en: 'The file holds no records.', 'zh-TW': '檔案中沒有任何記錄。' },
    {
      en: 'Check that the export has rows below its header, or objects in its list.',
      'zh-TW': '請確認匯出檔的標題列之下有資料列，或清單中有物件。',
    },
  ),
  INPUT_INVALID: inputFault(
    { en: 'The file has {count} faults.', 'zh-TW': '檔案有 {count} 處錯誤。' },
    {
      en: 'Correct the places listed and upload the file again.',
      'zh-TW': '請修正所列各處後，重新上傳檔案。',
    },
  ),
  INPUT_NOT_TEXT: inputFault(
    {
      en: 'This is a file of another kind ({kind}), not a table or text.',
      'zh-TW': '這是 {kind} 檔案，不是表格或文字檔。',
    },
    {
      en: 'Save or export it as XLSX, CSV (UTF-8) or JSONL and upload that.',
      'zh-TW': '請另存或匯出為 XLSX、CSV（UTF-8）或 JSONL 後再上傳。',
    },
  ),
  INPUT_ENCODING: inputFault(
    {
      en: 'The bytes from position {offset} on are text in no known encoding.',
      'zh-TW': '自第 {offset} 位元組起的內容，不屬於任何可辨識的文字編碼。',
    },
    {
      en: 'Save the file as UTF-8 and upload it again; if it is no text at all, export it as XLSX, CSV or JSONL.',
      'zh-TW': '請將檔案另存為 UTF-8 編碼後重新上傳；若它不是文字檔，請匯出為 XLSX、CSV 或 JSONL。',
    },
  ),
  INPUT_ENCODING_UNSURE: inputFault(
    {
      en: 'The text is too short or too unusual to tell its encoding by; it may be {candidates}.',
      'zh-TW': '文字太少或太特殊，無法由內容判定編碼；可能是 {candidates}。',
    },
    {
      en: 'Save the file as UTF-8; or say which one it is, for example --set ingest.encoding={first}, or --encoding {first} when adding it',
      'zh-TW':
        '請另存為 UTF-8 編碼；或指明編碼，例如 --set ingest.encoding={first}，或在 dataset add 時加上 --encoding {first}',
    },
  ),
  INPUT_ENCODING_MIXED: inputFault(
    {
      en: 'Up to here the file is {first}; this line reads like {second}.',
      'zh-TW': '檔案到此為止是 {first} 編碼，但這一行看來是 {second}。',
    },
    {
      en: 'Files of different encodings were joined: convert each to UTF-8 first, then join them.',
      'zh-TW': '檔案由不同編碼的內容合併而成；請先各自轉為 UTF-8 再合併。',
    },
  ),
  INPUT_NUL: inputFault(
    { en: 'There is a NUL character in the text.', 'zh-TW': '文字中含有 NUL 字元。' },
    {
      en: 'Remove it; it mostly comes from a binary file or a broken export.',
      'zh-TW': '請移除該字元；它通常來自二進位檔案或損壞的匯出。',
    },
  ),
  INPUT_LINE_TOO_LONG: inputFault(
    { en: 'The record is longer than {limit} bytes.', 'zh-TW': '這筆記錄超過 {limit} 位元組。' },
    {
      en: 'Split the record into smaller ones; a missing line break or closing quote can be the cause too.',
      'zh-TW': '請將記錄拆成較小的數筆；也可能是少了換行或結尾的引號。',
    },
  ),
  INPUT_TOO_MANY_RECORDS: inputFault(
    { en: 'The file holds more than {limit} records.', 'zh-TW': '檔案超過 {limit} 筆記錄。' },
    { en: 'Upload a part of the records.', 'zh-TW': '請只上傳部分記錄。' },
  ),
  INPUT_TOO_MANY_COLUMNS: inputFault(
    { en: 'The record has more than {limit} fields.', 'zh-TW': '這筆記錄超過 {limit} 個欄位。' },
    { en: 'Keep only the columns that are needed.', 'zh-TW': '請只保留需要的欄位。' },
  ),
  INPUT_TOO_DEEP: inputFault(
    {
      en: 'The value of "{field}" is nested more than {limit} levels deep.',
      'zh-TW': '「{field}」的值巢狀超過 {limit} 層。',
    },
    { en: 'Flatten the value or remove the field.', 'zh-TW': '請簡化該值的層次，或移除該欄位。' },
  ),
  INPUT_JSON_TRUNCATED: inputFault(
    { en: 'The JSON ends before it is complete.', 'zh-TW': 'JSON 內容不完整，提早結束。' },
    {
      en: 'Complete the record, or export the file again: it was cut off. In JSONL each record stands whole on one line.',
      'zh-TW': '請補齊該記錄，或重新匯出檔案（內容被截斷）。JSONL 的每一行必須是一筆完整的記錄。',
    },
  ),
  INPUT_JSON_SYNTAX: inputFault(
    {
      en: 'This is not valid JSON (character {column}).',
      'zh-TW': '這不是有效的 JSON（第 {column} 個字元）。',
    },
    {
      en: 'Look there for a comma or quote that is missing or too many, for single quotes in the place of ", for NaN or a comment; write the file with a JSON library rather than by hand.',
      'zh-TW':
        '請檢查該處是否缺少或多出逗號、引號，是否以單引號代替 "，或含有 NaN、註解；建議以程式庫產生 JSON，不要手動拼接。',
    },
  ),
  INPUT_JSON_MORE: inputFault(
    {
      en: 'The JSON document is complete, but more follows it.',
      'zh-TW': 'JSON 文件到此已結束，後面卻還有內容。',
    },
    {
      en: 'Put each record on one line (JSONL), or all of them into one list: [ …, … ].',
      'zh-TW': '請讓每筆記錄各佔一行（JSONL），或全部放進同一個清單：[ …, … ]。',
    },
  ),
  INPUT_JSON_SHAPE: inputFault(
    { en: 'A record must be a JSON object.', 'zh-TW': '每筆記錄必須是一個 JSON 物件。' },
    {
      en: 'Use one object a line (JSONL), a list of objects, or {"data": [ … ]}.',
      'zh-TW': '請使用每行一個物件（JSONL）、物件清單，或 {"data": [ … ]}。',
    },
  ),
  INPUT_CSV_QUOTING: inputFault(
    { en: 'The quotes of this CSV row are broken.', 'zh-TW': '此 CSV 列的引號不成對或位置有誤。' },
    {
      en: 'Put a cell that holds quotes, commas or line breaks between quotes, and double each quote inside it.',
      'zh-TW': '含有引號、逗號或換行的儲存格須以引號包住，其中的每個引號要寫成兩個。',
    },
  ),
  INPUT_CSV_DELIMITER: inputFault(
    {
      en: 'The cells seem to be parted by "{mark}", which is not read.',
      'zh-TW': '儲存格看來以「{mark}」分隔，無法讀取。',
    },
    {
      en: 'Export the file again with commas, tabs or semicolons between the cells, or as XLSX.',
      'zh-TW': '請改以半形逗號、tab 或半形分號分隔後重新匯出，或存為 XLSX。',
    },
  ),
  INPUT_CSV_COLUMN_TWICE: inputFault(
    { en: 'The column "{column}" is there twice.', 'zh-TW': '欄位「{column}」出現兩次。' },
    { en: 'Give each column a name of its own.', 'zh-TW': '請讓每個欄位名稱各不相同。' },
  ),
  INPUT_CSV_CELLS: inputFault(
    {
      en: 'This row has {found} cells; the header has {expected}.',
      'zh-TW': '此列有 {found} 個儲存格，但標題列有 {expected} 個。',
    },
    {
      en: 'Add the missing cells; put a cell that holds a comma between quotes; delete rows that are no records, such as sums and remarks.',
      'zh-TW': '請補上缺少的儲存格；含有逗號的儲存格須以引號包住；不是記錄的列（例如合計、備註）請刪除。',
    },
  ),
  INPUT_TABLE_HEADER: inputFault(
    {
      en: 'The header leaves columns without a name: line {row} holds something in {columns}.',
      'zh-TW': '標題列有欄位沒有名稱：第 {row} 行在 {columns} 欄有內容。',
    },
    {
      en: 'Let the header be one row right above the records, with a name in every column: delete titles and the upper row of a header of two.',
      'zh-TW':
        '標題列須只有一列、緊接在記錄上方，且每一欄都有名稱；請刪除上方的標題文字，標題若有兩列請只留一列。',
    },
  ),
  INPUT_NO_HEADER: inputFault(
    {
      en: 'The first line seems to be a record, not the names of the columns: "{value}" comes again below it.',
      'zh-TW': '第一行看來是一筆記錄，不是欄位名稱：「{value}」在下面又出現。',
    },
    {
      en: 'Put a line with the names of the columns above the records, such as text,label.',
      'zh-TW': '請在最上方加一行欄位名稱，例如 text,label。',
    },
  ),
  INPUT_UNKNOWN_FORMAT: inputFault(
    {
      en: 'The records are in no format that is known.',
      'zh-TW': '無法辨識這些記錄的格式。',
    },
    {
      en: 'Say which columns are meant, as in --map text=內容,label=承辦單位; or name them text and label, instruction, input and output (Alpaca), or messages (OpenAI chat).',
      'zh-TW':
        '請指明欄位，例如 --map text=內容,label=承辦單位；或將欄位命名為 text 與 label，instruction、input 與 output（Alpaca），或 messages（OpenAI chat）。',
    },
  ),
});
