import { apiAccessErrors } from './api-access.ts';
import { apiLookupErrors } from './api-lookup.ts';
import { apiRequestErrors } from './api-request.ts';
import { apiUploadErrors } from './api-upload.ts';
import { defineErrors } from './entry.ts';

/** Faults of requests. */
export const apiErrors = defineErrors({
  NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'There is nothing at this address.', 'zh-TW': '此位址沒有內容。' },
    advice: { en: '/openapi.json lists every address.', 'zh-TW': '/openapi.json 列有所有位址。' },
  },
  METHOD_NOT_ALLOWED: {
    http: 405,
    exit: 2,
    retry: 'never',
    message: { en: 'This address does not take {method}.', 'zh-TW': '此位址不接受 {method}。' },
    advice: { en: 'Methods it takes: {allowed}.', 'zh-TW': '可用的方法：{allowed}。' },
  },
  IDEMPOTENCY_KEY_INVALID: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'The header Idempotency-Key is not valid.', 'zh-TW': 'Idempotency-Key 標頭無效。' },
    advice: {
      en: 'Send one key of 1 to 255 visible ASCII characters, a UUID for instance.',
      'zh-TW': '請使用一個 1 到 255 個可見 ASCII 字元的金鑰，例如 UUID。',
    },
  },
  IDEMPOTENCY_KEY_REUSED: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'This Idempotency-Key was already used for another request.',
      'zh-TW': '此 Idempotency-Key 已用於另一個不同的要求。',
    },
    advice: {
      en: 'Make a new key for each new request; repeat a key only with exactly the same request.',
      'zh-TW': '每個新的要求請使用新的金鑰；只有完全相同的要求才可重複使用。',
    },
  },
  IDEMPOTENCY_IN_PROGRESS: {
    http: 409,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The first request with this Idempotency-Key is still being worked on.',
      'zh-TW': '使用此 Idempotency-Key 的前一個要求仍在處理中。',
    },
    advice: {
      en: 'Wait a moment and send the same request again.',
      'zh-TW': '請稍候，再送出相同的要求。',
    },
  },
  FOLLOWERS_TOO_MANY: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Already {limit} connections follow runs on this service.',
      'zh-TW': '已有 {limit} 個連線正在追蹤本服務的執行。',
    },
    advice: {
      en: 'Close followers that are no longer needed, or ask for the run itself from time to time.',
      'zh-TW': '請關閉不再需要的追蹤連線，或改為定時查詢執行狀態。',
    },
  },
  ...apiAccessErrors,
  ...apiLookupErrors,
  ...apiRequestErrors,
  ...apiUploadErrors,
});
