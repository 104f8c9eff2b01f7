import { defineErrors } from './entry.ts';
import { inputFault } from './input-fault.ts';

/** What a file is packed in: compression, and containers that are no text. */
export const containerErrors = defineErrors({
  INPUT_COMPRESSED_TRUNCATED: inputFault(
    { en: 'The {kind} data breaks off before its end.', 'zh-TW': '{kind} 壓縮資料不完整，提早結束。' },
    {
      en: 'Compress the file again and check that the upload or copy was complete.',
      'zh-TW': '請重新壓縮檔案，並確認上傳或複製已完成。',
    },
  ),
  INPUT_COMPRESSED_BROKEN: inputFault(
    { en: 'The {kind} data is damaged.', 'zh-TW': '{kind} 壓縮資料已損毀。' },
    {
      en: 'Compress the file again, or upload it uncompressed.',
      'zh-TW': '請重新壓縮檔案，或直接上傳未壓縮的檔案。',
    },
  ),
  INPUT_EXPANDS_TOO_FAR: inputFault(
    {
      en: 'The compressed data grows to more than {limit} bytes, out of all proportion to its size or beyond what is taken.',
      'zh-TW': '壓縮資料解開後超過 {limit} 位元組，與原本大小不成比例或超出上限。',
    },
    {
      en: 'If the file is what it should be, upload it uncompressed or in parts.',
      'zh-TW': '若檔案無誤，請改以未壓縮的檔案上傳，或拆成數個檔案。',
    },
  ),
  INPUT_PART_TOO_LARGE: inputFault(
    {
      en: 'The {kind} file holds a part ({part}) of more than {limit} bytes that must be read in one piece.',
      'zh-TW': '{kind} 檔案中有一個必須整塊讀取的部分（{part}）超過 {limit} 位元組。',
    },
    {
      en: 'Write the file in smaller pieces (batches, pages, fewer columns), or as JSONL or CSV.',
      'zh-TW': '請以較小的分塊（批次、頁、較少欄位）產生檔案，或改存為 JSONL 或 CSV。',
    },
  ),
  INPUT_ENCRYPTED: inputFault(
    { en: 'The {kind} file is protected with a password.', 'zh-TW': '{kind} 檔案設有密碼保護。' },
    {
      en: 'Open it, remove the password, save it and upload that.',
      'zh-TW': '請開啟檔案、移除密碼後另存，再重新上傳。',
    },
  ),
  INPUT_TABLE_TRUNCATED: inputFault(
    { en: 'The {kind} file is cut off: its end is missing.', 'zh-TW': '{kind} 檔案不完整，缺少結尾。' },
    {
      en: 'Export the file again and check that the upload or copy was complete.',
      'zh-TW': '請重新匯出檔案，並確認上傳或複製已完成。',
    },
  ),
  INPUT_TABLE_BROKEN: inputFault(
    { en: 'The {kind} file is damaged or not well formed.', 'zh-TW': '{kind} 檔案已損毀或格式不正確。' },
    {
      en: 'Export the file again; if that does not help, save it as CSV (UTF-8) or JSONL.',
      'zh-TW': '請重新匯出檔案；若仍無法讀取，請另存為 CSV（UTF-8）或 JSONL。',
    },
  ),
  INPUT_TABLE_TYPE: inputFault(
    {
      en: 'The column "{field}" of the {kind} file holds values of a type that cannot be read.',
      'zh-TW': '{kind} 檔案的欄位「{field}」所含資料型別無法讀取。',
    },
    {
      en: 'Remove the column, or turn it into text, numbers, lists or records of these.',
      'zh-TW': '請移除該欄位，或轉成文字、數字，或由其組成的清單與物件。',
    },
  ),
  INPUT_TABLE_CODEC: inputFault(
    {
      en: 'The {kind} file is compressed inside in a way that is not known here ({codec}).',
      'zh-TW': '{kind} 檔案內部使用不支援的壓縮方式（{codec}）。',
    },
    {
      en: 'Write it uncompressed; for Parquet also snappy, gzip, brotli or zstd will do.',
      'zh-TW': '請以不壓縮的方式產生檔案；Parquet 亦可使用 snappy、gzip、brotli 或 zstd。',
    },
  ),
  INPUT_XLSX_FORMULA: inputFault(
    {
      en: 'Cell {cell} holds a formula without its result.',
      'zh-TW': '儲存格 {cell} 只有公式，沒有計算結果。',
    },
    {
      en: 'Open the workbook in a spreadsheet program and save it, or paste the cells as values.',
      'zh-TW': '請以試算表軟體開啟並儲存，或將儲存格「貼上為值」。',
    },
  ),
  INPUT_XLSX_OTHER_SHEETS: inputFault(
    {
      en: 'The sheet "{sheet}" holds no records that are known; the workbook has others: {others}.',
      'zh-TW': '工作表「{sheet}」中沒有可辨識的記錄；活頁簿中另有工作表：{others}。',
    },
    {
      en: 'Say which one is meant, as in --set ingest.sheet={other}, or --sheet {other} when adding or converting it; or name the columns of this one text and label.',
      'zh-TW':
        '請指明要讀取的工作表，例如 --set ingest.sheet={other}，或在 dataset add、dataset convert 時加上 --sheet {other}；或將此工作表的欄位命名為 text 與 label。',
    },
  ),
  INPUT_XLSX_SHEET: inputFault(
    { en: 'The workbook has no sheet "{sheet}".', 'zh-TW': '活頁簿中沒有工作表「{sheet}」。' },
    { en: 'Name one of the sheets that it has.', 'zh-TW': '請指定活頁簿中現有的工作表。' },
  ),
});
