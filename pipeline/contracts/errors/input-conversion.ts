import { defineErrors } from './entry.ts';
import { inputFault } from './input-fault.ts';

/** Records that the format or container asked for cannot hold without loss. */
export const conversionErrors = defineErrors({
  CONVERT_SUFFIX: inputFault(
    {
      en: 'The name {file} does not say what is to be written.',
      'zh-TW': '由檔名 {file} 看不出要寫成哪一種檔案。',
    },
    {
      en: 'Let it end with .jsonl, .json, .csv, .tsv, .txt, .xlsx, .parquet, .arrow (or .arrows for a stream), with .gz or .zst after it to compress.',
      'zh-TW':
        '請以 .jsonl、.json、.csv、.tsv、.txt、.xlsx、.parquet、.arrow（串流為 .arrows）結尾；要壓縮時再加上 .gz 或 .zst。',
    },
  ),
  CONVERT_EXISTS: inputFault(
    { en: 'There is a file {file} already.', 'zh-TW': '檔案 {file} 已經存在。' },
    {
      en: 'Choose another name, or write over it with --force.',
      'zh-TW': '請改用其他檔名，或以 --force 覆寫。',
    },
  ),
  CONVERT_TURNS: inputFault(
    {
      en: 'Record {record} cannot be written as {format}: its turns are {turns}.',
      'zh-TW': '記錄 {record} 無法寫成 {format}：其發言為 {turns}。',
    },
    {
      en: 'Choose a format that holds conversations: openai_chat or sharegpt.',
      'zh-TW': '請改用可容納對話的格式：openai_chat 或 sharegpt。',
    },
  ),
  CONVERT_NO_REJECTED: inputFault(
    {
      en: 'Record {record} has no rejected answer, which {format} needs.',
      'zh-TW': '記錄 {record} 沒有落選的回答，無法寫成 {format}。',
    },
    {
      en: 'Choose another format; preference pairs need a chosen and a rejected answer in each record.',
      'zh-TW': '請改用其他格式；偏好配對的每筆記錄須同時有中選與落選的回答。',
    },
  ),
  CONVERT_CONTAINER: inputFault(
    {
      en: 'Records of the format {format} cannot be written as {container}.',
      'zh-TW': '{format} 格式的記錄無法存成 {container}。',
    },
    {
      en: 'Choose jsonl, json, csv, tsv, parquet, arrow or xlsx.',
      'zh-TW': '請改用 jsonl、json、csv、tsv、parquet、arrow 或 xlsx。',
    },
  ),
  CONVERT_CELL_TOO_LONG: inputFault(
    {
      en: 'Record {record} has a text of more than {limit} characters in "{field}"; a cell of a spreadsheet holds no more.',
      'zh-TW': '記錄 {record} 的「{field}」超過 {limit} 個字元，已達試算表儲存格上限。',
    },
    { en: 'Write CSV, JSONL or Parquet instead.', 'zh-TW': '請改存為 CSV、JSONL 或 Parquet。' },
  ),
  CONVERT_TOO_MANY_ROWS: inputFault(
    {
      en: 'A sheet of a spreadsheet holds {limit} rows; there are more records.',
      'zh-TW': '試算表的工作表最多 {limit} 列，記錄數超過此上限。',
    },
    { en: 'Write CSV, JSONL or Parquet instead.', 'zh-TW': '請改存為 CSV、JSONL 或 Parquet。' },
  ),
  CONVERT_LINE_BREAK: inputFault(
    {
      en: 'Record {record} holds a blank line, so plain text would tear it in two.',
      'zh-TW': '記錄 {record} 內含空白行，寫成純文字會被切成兩筆。',
    },
    { en: 'Write JSONL or CSV instead.', 'zh-TW': '請改存為 JSONL 或 CSV。' },
  ),
});
