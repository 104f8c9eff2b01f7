import { defineErrors } from './entry.ts';
import { inputFault } from './input-fault.ts';

/** Which column of a file is which field. */
export const columnErrors = defineErrors({
  INPUT_MAP_SYNTAX: inputFault(
    { en: 'The column mapping "{mapping}" cannot be read.', 'zh-TW': '無法解讀欄位對應「{mapping}」。' },
    {
      en: 'Write field=column, several of them with commas between: --map text=內容,label=承辦單位',
      'zh-TW': '請寫成「欄位=檔案中的欄名」，多組以逗號分隔：--map text=內容,label=承辦單位',
    },
  ),
  INPUT_MAP_TARGET: inputFault(
    { en: 'There is no field "{field}" to map a column to.', 'zh-TW': '沒有可供對應的欄位「{field}」。' },
    {
      en: 'Use a field of one of the formats, such as text and label.',
      'zh-TW': '請使用格式中的欄位，例如 text 與 label。',
    },
  ),
  INPUT_MAP_COLUMN: inputFault(
    { en: 'The file has no column "{column}".', 'zh-TW': '檔案中沒有欄位「{column}」。' },
    {
      en: 'Write the name of the column as it stands in the file.',
      'zh-TW': '請依檔案中的寫法填入欄位名稱。',
    },
  ),
  INPUT_MAP_AMBIGUOUS: inputFault(
    {
      en: 'Several columns could be the "{field}": {candidates}.',
      'zh-TW': '有多個欄位可能是「{field}」：{candidates}。',
    },
    { en: 'Say which one is meant: --map {example}', 'zh-TW': '請指明是哪一個：--map {example}' },
  ),
});
