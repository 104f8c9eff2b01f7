import { defineErrors } from './entry.ts';

/** Faults in the files that people upload. */
export const inputErrors = defineErrors({
  INPUT_EMPTY_FILE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: { en: 'The file is empty (0 bytes).', 'zh-TW': '檔案是空的（0 位元組）。' },
    advice: {
      en: 'Check that the export finished, then upload the file again.',
      'zh-TW': '請確認匯出已完成，再重新上傳檔案。',
    },
  },
});
