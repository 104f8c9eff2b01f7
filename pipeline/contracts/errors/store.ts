import { defineErrors } from './entry.ts';

/** Faults of the database, the queue and the artifact store. */
export const storeErrors = defineErrors({
  ARTIFACT_MISSING: {
    http: 404,
    exit: 4,
    retry: 'never',
    message: { en: 'Artifact {digest} is not in the store.', 'zh-TW': '儲存區中沒有成品 {digest}。' },
    advice: {
      en: 'If the store was moved or cleaned, bring it back, or start the run again from its dataset.',
      'zh-TW': '若儲存區曾被搬移或清理，請還原它，或從資料集重新執行。',
    },
  },
  ARTIFACT_CORRUPT: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The bytes stored as {digest} do not match that digest.',
      'zh-TW': '成品 {digest} 的內容與其摘要不符。',
    },
    advice: {
      en: 'Check the disk; remove the damaged file and run again.',
      'zh-TW': '請檢查磁碟；移除損壞的檔案後重新執行。',
    },
  },
  STORE_UNREACHABLE: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: { en: 'The {store} cannot be reached: {detail}', 'zh-TW': '無法連線到 {store}：{detail}' },
    advice: {
      en: 'Check that it is up and that the address and credentials are right; the run waits and goes on by itself.',
      'zh-TW': '請確認服務已啟動，且位址與帳密正確；執行會等待並自動繼續。',
    },
  },
  DISK_FULL: {
    http: 507,
    exit: 4,
    retry: 'wait',
    message: { en: 'The disk is full ({place}).', 'zh-TW': '磁碟空間已滿（{place}）。' },
    advice: {
      en: 'Free some space; the run waits and goes on by itself.',
      'zh-TW': '請釋放空間；執行會等待並自動繼續。',
    },
  },
  UPLOAD_TOO_LARGE: {
    http: 413,
    exit: 2,
    retry: 'never',
    message: { en: 'The upload is larger than {limit} bytes.', 'zh-TW': '上傳的檔案超過 {limit} 位元組。' },
    advice: {
      en: 'Split the file, or raise TOUCHSTONE_UPLOAD_LIMIT.',
      'zh-TW': '請分割檔案，或調高 TOUCHSTONE_UPLOAD_LIMIT。',
    },
  },
  PATH_UNSAFE: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'Not a safe name: {path}', 'zh-TW': '不安全的名稱：{path}' },
    advice: {
      en: 'Use plain file names: no "..", no leading dot, no separators beyond "/".',
      'zh-TW': '請使用一般檔名：不可含「..」、開頭的點，或「/」以外的分隔字元。',
    },
  },
  STORE_NEWER: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The database was written by a newer Touchstone (schema {found}; this one knows {known}).',
      'zh-TW': '資料庫由較新版的 Touchstone 寫入（結構版本 {found}，此版本只認得 {known}）。',
    },
    advice: {
      en: 'Start the newer version, or use another database.',
      'zh-TW': '請改用較新版本，或使用另一個資料庫。',
    },
  },
});
