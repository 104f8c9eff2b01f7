import { defineErrors } from './entry.ts';

/** Faults in a request's path, query, headers or JSON body. */
export const apiRequestErrors = defineErrors({
  REQUEST_INVALID: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'The request has {count} fault(s).', 'zh-TW': '要求中有 {count} 處錯誤。' },
    advice: {
      en: 'Correct the fields listed and send it again.',
      'zh-TW': '請修正所列欄位後再送出。',
    },
  },
  REQUEST_FIELD_UNKNOWN: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'Unknown field "{field}".', 'zh-TW': '沒有「{field}」這個欄位。' },
    advice: { en: 'Did you mean "{suggestion}"?', 'zh-TW': '您是否要寫「{suggestion}」？' },
  },
  REQUEST_FIELD_NOT_ALLOWED: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no field "{field}" here.', 'zh-TW': '此處沒有「{field}」這個欄位。' },
    advice: {
      en: 'Leave it out. Fields allowed here: {allowed}.',
      'zh-TW': '請刪除此欄位。此處可用的欄位：{allowed}。',
    },
  },
  REQUEST_FIELD_MISSING: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'The field "{field}" is missing.', 'zh-TW': '缺少「{field}」欄位。' },
    advice: {
      en: 'Add the field; /openapi.json describes it.',
      'zh-TW': '請補上此欄位；/openapi.json 有其說明。',
    },
  },
  REQUEST_VALUE: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'The value of "{field}" is not allowed.', 'zh-TW': '「{field}」的值不被接受。' },
    advice: {
      en: 'Give a value of the kind expected; /openapi.json describes it.',
      'zh-TW': '請填入符合要求的值；/openapi.json 有其說明。',
    },
  },
  REQUEST_PATH: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The address of the request cannot be read.',
      'zh-TW': '無法解讀要求的位址。',
    },
    advice: {
      en: 'Send a path that begins with "/" and is percent-encoded UTF-8.',
      'zh-TW': '請使用以「/」開頭、以百分號編碼的 UTF-8 路徑。',
    },
  },
  REQUEST_MALFORMED: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'This is not a well-formed HTTP request.', 'zh-TW': '這不是格式正確的 HTTP 要求。' },
    advice: {
      en: 'Use an HTTP client, and check that no proxy on the way changes the request.',
      'zh-TW': '請使用 HTTP 用戶端，並確認途中的代理伺服器沒有更動要求。',
    },
  },
  REQUEST_HEADERS_TOO_LARGE: {
    http: 431,
    exit: 2,
    retry: 'never',
    message: { en: 'The headers of the request are too large.', 'zh-TW': '要求的標頭過大。' },
    advice: {
      en: 'Leave out cookies and headers that are not needed.',
      'zh-TW': '請移除不需要的 Cookie 與標頭。',
    },
  },
  REQUEST_TIMEOUT: {
    http: 408,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The request did not arrive in time.',
      'zh-TW': '要求未在時限內送達。',
    },
    advice: {
      en: 'Send it again over a faster or steadier connection.',
      'zh-TW': '請改用較快或較穩定的連線再送一次。',
    },
  },
  REQUEST_JSON: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'The body is not valid JSON: {detail}', 'zh-TW': '內容不是有效的 JSON：{detail}' },
    advice: {
      en: 'Send one JSON object in UTF-8.',
      'zh-TW': '請送出一個 UTF-8 編碼的 JSON 物件。',
    },
  },
  REQUEST_TOO_COMPLEX: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The body nests deeper than {depth} levels or holds more than {values} values.',
      'zh-TW': '內容的巢狀超過 {depth} 層，或超過 {values} 個值。',
    },
    advice: {
      en: 'Send the fields that /openapi.json describes; data belongs into an upload.',
      'zh-TW': '請只送 /openapi.json 所述的欄位；資料請以上傳檔案的方式送出。',
    },
  },
  REQUEST_TOO_LARGE: {
    http: 413,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The body is larger than {limit} bytes.',
      'zh-TW': '內容超過 {limit} 位元組。',
    },
    advice: {
      en: 'Send the fields that /openapi.json describes; data belongs into an upload.',
      'zh-TW': '請只送 /openapi.json 所述的欄位；資料請以上傳檔案的方式送出。',
    },
  },
  REQUEST_CONTENT_TYPE: {
    http: 415,
    exit: 2,
    retry: 'never',
    message: {
      en: 'A body of the type "{type}" is not taken here.',
      'zh-TW': '此處不接受「{type}」類型的內容。',
    },
    advice: {
      en: 'Send the header "Content-Type: {needed}" and a body of that type.',
      'zh-TW': '請加上標頭「Content-Type: {needed}」，並送出該類型的內容。',
    },
  },
  REQUEST_CONTENT_ENCODING: {
    http: 415,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Bodies with the content encoding "{encoding}" are not taken.',
      'zh-TW': '不接受以「{encoding}」壓縮的內容。',
    },
    advice: { en: 'Send the body uncompressed.', 'zh-TW': '請送出未壓縮的內容。' },
  },
});
