import { defineErrors } from './entry.ts';

/** Requests that are refused for who sends them or where they come from. */
export const apiAccessErrors = defineErrors({
  HOST_NOT_ALLOWED: {
    http: 421,
    exit: 2,
    retry: 'never',
    message: {
      en: 'This service does not answer to the host name "{host}".',
      'zh-TW': '本服務不接受主機名稱「{host}」。',
    },
    advice: {
      en: 'Use the address that the service printed at its start, or add the name to TOUCHSTONE_ALLOWED_HOSTS.',
      'zh-TW': '請使用服務啟動時顯示的位址，或把該名稱加入 TOUCHSTONE_ALLOWED_HOSTS。',
    },
  },
  ORIGIN_NOT_ALLOWED: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Requests sent by pages of "{origin}" are not accepted.',
      'zh-TW': '不接受由「{origin}」網頁發出的要求。',
    },
    advice: {
      en: 'Open the page from the service itself, or use the command line or a program instead of a page.',
      'zh-TW': '請從本服務的網頁操作，或改用命令列或程式。',
    },
  },
  KEY_MISSING: {
    http: 401,
    exit: 2,
    retry: 'never',
    message: { en: 'This address needs an API key.', 'zh-TW': '此位址需要 API 金鑰。' },
    advice: {
      en: 'Send the header "Authorization: Bearer <key>"; the command line reads TOUCHSTONE_API_KEY.',
      'zh-TW': '請加上標頭「Authorization: Bearer <金鑰>」；命令列工具會讀取 TOUCHSTONE_API_KEY。',
    },
  },
  KEY_UNKNOWN: {
    http: 401,
    exit: 2,
    retry: 'never',
    message: { en: 'The API key is not known here.', 'zh-TW': '此 API 金鑰無效。' },
    advice: {
      en: 'Check the key for missing characters, or ask the operator of this service for a new one.',
      'zh-TW': '請檢查金鑰是否缺字，或向本服務的管理者索取新的金鑰。',
    },
  },
  KEY_ROLE: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The API key has the role "{role}"; this needs the role "{needed}".',
      'zh-TW': '此 API 金鑰的角色為「{role}」，此操作需要「{needed}」。',
    },
    advice: {
      en: 'Use a key with that role, or ask an operator to do it.',
      'zh-TW': '請改用具該角色的金鑰，或請管理者代為操作。',
    },
  },
  LOOPBACK_ONLY: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: "This can only be asked for from the service's own machine.",
      'zh-TW': '此操作只能在服務所在的機器上提出。',
    },
    advice: {
      en: 'Run the command on that machine, directly and not through a proxy.',
      'zh-TW': '請在該機器上直接執行指令，不要透過代理伺服器。',
    },
  },
});
