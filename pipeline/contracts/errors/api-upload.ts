import { defineErrors } from './entry.ts';

/** Faults of the form that carries an uploaded file; faults in the file itself are in `input.ts`. */
export const apiUploadErrors = defineErrors({
  UPLOAD_INCOMPLETE: {
    http: 400,
    exit: 2,
    retry: 'soon',
    message: {
      en: 'The upload ended before the whole file had arrived; nothing was stored.',
      'zh-TW': '檔案尚未完整送達，上傳就中斷了；沒有儲存任何內容。',
    },
    advice: { en: 'Upload the file again.', 'zh-TW': '請重新上傳檔案。' },
  },
  UPLOAD_MALFORMED: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The upload is not a well-formed multipart form: {detail}',
      'zh-TW': '上傳內容不是格式正確的 multipart 表單：{detail}',
    },
    advice: {
      en: "Let a client build the form, for example `curl -F file=@data.jsonl` or a browser's FormData.",
      'zh-TW': '請由用戶端產生表單，例如 `curl -F file=@data.jsonl` 或瀏覽器的 FormData。',
    },
  },
  UPLOAD_FILE_MISSING: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The form has no file in the field "{field}".',
      'zh-TW': '表單的「{field}」欄位中沒有檔案。',
    },
    advice: {
      en: 'Send one file in that field, with its file name: `curl -F {field}=@data.jsonl`.',
      'zh-TW': '請在該欄位放入一個檔案並附上檔名：`curl -F {field}=@data.jsonl`。',
    },
  },
  UPLOAD_PARTS: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The form has more parts than the one file that is taken here.',
      'zh-TW': '表單中除了一個檔案之外，還有多餘的部分。',
    },
    advice: {
      en: 'Send one file a request; upload a test file as a version of its own.',
      'zh-TW': '每次要求只送一個檔案；測試檔請另外上傳成獨立的版本。',
    },
  },
});
