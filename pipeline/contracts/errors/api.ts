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
});
