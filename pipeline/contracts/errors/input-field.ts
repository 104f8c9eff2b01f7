import { defineErrors } from './entry.ts';
import { inputFault } from './input-fault.ts';

/** One field of one record. */
export const fieldErrors = defineErrors({
  INPUT_MISSING_FIELD: inputFault(
    { en: 'The field "{field}" is missing.', 'zh-TW': '缺少欄位「{field}」。' },
    { en: 'Add the field to this record.', 'zh-TW': '請為這筆記錄補上該欄位。' },
  ),
  INPUT_WRONG_TYPE: inputFault(
    { en: 'The field "{field}" has the wrong type.', 'zh-TW': '欄位「{field}」的型別不正確。' },
    { en: 'Give a value of the type expected.', 'zh-TW': '請填入符合型別的值。' },
  ),
  INPUT_EMPTY_FIELD: inputFault(
    { en: 'The field "{field}" is empty.', 'zh-TW': '欄位「{field}」是空的。' },
    {
      en: 'Fill it in, or let the pipeline drop such records (refine.rules.empty_input: drop).',
      'zh-TW': '請補上內容，或讓管線移除這類記錄（refine.rules.empty_input: drop）。',
    },
  ),
  INPUT_ALL_EMPTY: inputFault(
    {
      en: 'The field "{field}" is empty in every record.',
      'zh-TW': '所有記錄的欄位「{field}」都是空的。',
    },
    {
      en: 'Check that the export took the right column.',
      'zh-TW': '請確認匯出時取用了正確的欄位。',
    },
  ),
  INPUT_LABEL_TOO_LONG: inputFault(
    {
      en: 'The label is {bytes} bytes long; a label may have {limit}.',
      'zh-TW': '標籤長達 {bytes} 位元組，上限為 {limit}。',
    },
    {
      en: 'A label is the short name of a class. If these are answers, name the columns prompt and completion.',
      'zh-TW': '標籤應為類別的簡短名稱；若內容是回答，請將欄位命名為 prompt 與 completion。',
    },
  ),
  INPUT_BROKEN_TEXT: inputFault(
    {
      en: 'The text of "{field}" holds half a character (an unpaired surrogate).',
      'zh-TW': '「{field}」的文字含有不完整的字元（未成對的代理碼位）。',
    },
    {
      en: 'The text was cut in the middle of a character; export it again.',
      'zh-TW': '文字在字元中間被切斷，請重新匯出。',
    },
  ),
  INPUT_CHAT_TURNS: inputFault(
    {
      en: 'The conversation must hold a user turn and end with an assistant turn.',
      'zh-TW': '對話必須含有 user 發言，並以 assistant 發言結尾。',
    },
    {
      en: 'Put the expected answer as the last message, with the role assistant.',
      'zh-TW': '請把標準答案放在最後一則訊息，角色為 assistant。',
    },
  ),
  INPUT_CHAT_ROLE: inputFault(
    { en: 'The role "{role}" cannot be used.', 'zh-TW': '不支援「{role}」這個角色。' },
    {
      en: 'Use system, user or assistant.',
      'zh-TW': '請使用 system、user 或 assistant。',
    },
  ),
  INPUT_SPLIT_VALUE: inputFault(
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
