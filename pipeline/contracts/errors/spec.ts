import { defineErrors } from './entry.ts';

/** Faults in a pipeline spec. */
export const specErrors = defineErrors({
  SPEC_INVALID: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: { en: 'The pipeline spec has {count} fault(s).', 'zh-TW': '管線設定有 {count} 處錯誤。' },
    advice: { en: 'Correct the fields listed and send it again.', 'zh-TW': '請修正所列欄位後再送出。' },
  },
  SPEC_UNREADABLE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The pipeline spec is neither valid YAML nor JSON: {detail}',
      'zh-TW': '管線設定不是有效的 YAML 或 JSON：{detail}',
    },
    advice: {
      en: 'Correct the line named; docs/spec.md shows a whole example.',
      'zh-TW': '請修正所指的那一行；docs/spec.md 有完整範例。',
    },
  },
  SPEC_UNKNOWN_FIELD: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: { en: 'Unknown field "{field}".', 'zh-TW': '沒有「{field}」這個欄位。' },
    advice: { en: 'Did you mean "{suggestion}"?', 'zh-TW': '您是否要寫「{suggestion}」？' },
  },
  SPEC_VALUE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The value of "{field}" is not allowed: {detail}',
      'zh-TW': '「{field}」的值不被接受：{detail}',
    },
    advice: {
      en: 'Give a value of the kind expected, or leave the field out: its default is chosen for you.',
      'zh-TW': '請填入符合要求的值，或刪除此欄位，由系統自動決定。',
    },
  },
});
