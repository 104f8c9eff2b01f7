import { defineErrors } from './entry.ts';

/** Faults of what is told to the outside. */
export const noticeErrors = defineErrors({
  NOTICES_INVALID: {
    http: 500,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The targets for notices in {file} are not valid: {detail}',
      'zh-TW': '{file} 中的通知對象設定無效：{detail}',
    },
    advice: {
      en: 'Correct the field named and start again; docs/notices.md lists what each kind of target needs.',
      'zh-TW': '請修正所指的欄位後重新啟動；各種通知對象需要的設定見 docs/notices.md。',
    },
  },
  NOTICES_UNREADABLE: {
    http: 500,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The file with the targets for notices cannot be read: {file}: {detail}',
      'zh-TW': '無法讀取通知對象的設定檔 {file}：{detail}',
    },
    advice: {
      en: 'Correct TOUCHSTONE_NOTICES, or the file that it names (YAML), and start again.',
      'zh-TW': '請修正 TOUCHSTONE_NOTICES 或其指向的 YAML 檔案後重新啟動。',
    },
  },
  NOTICE_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no notice "{id}".', 'zh-TW': '沒有「{id}」這則通知。' },
    advice: {
      en: '`touchstone notices list` shows those that were sent.',
      'zh-TW': '可用 `touchstone notices list` 查看已送出的通知。',
    },
  },
  NOTICE_TARGET_UNKNOWN: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The settings of this service name no target "{target}" for notices.',
      'zh-TW': '此服務的設定中沒有「{target}」這個通知對象。',
    },
    advice: {
      en: '`touchstone notices targets` lists them; more are added in the file that TOUCHSTONE_NOTICES names (docs/notices.md).',
      'zh-TW':
        '可用 `touchstone notices targets` 查看；新增對象請編輯 TOUCHSTONE_NOTICES 指定的檔案（見 docs/notices.md）。',
    },
  },
  NOTICE_NOT_TO_TARGET: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Notice {id} was never meant for the target "{target}".',
      'zh-TW': '通知 {id} 並未指定送往「{target}」。',
    },
    advice: {
      en: '`touchstone notices show {id}` lists the targets it has.',
      'zh-TW': '可用 `touchstone notices show {id}` 查看這則通知的對象。',
    },
  },
  NOTICE_UNDELIVERED: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The test notice did not reach "{target}": {detail}',
      'zh-TW': '測試通知未能送達「{target}」：{detail}',
    },
    advice: {
      en: 'Check address, secret and network of the target (docs/notices.md), then test it again.',
      'zh-TW': '請檢查該對象的位址、密鑰與網路（見 docs/notices.md），再測試一次。',
    },
  },
});
