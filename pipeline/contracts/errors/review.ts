import { defineErrors } from './entry.ts';

/** Faults of people's decisions about their data. */
export const reviewErrors = defineErrors({
  DECISION_INVALID: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The decision is not clear: look at {field}.',
      'zh-TW': '決定不明確：請檢查 {field}。',
    },
    advice: {
      en: 'Name one record (by content, or by run and record) or one rule; only a record can be relabelled, and relabelling needs the label.',
      'zh-TW':
        '請指定一筆記錄（以內容摘要，或以執行與記錄識別碼）或一條規則；只有記錄可以改標籤，改標籤時必須寫明標籤。',
    },
  },
  DECISION_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Dataset "{dataset}" has no decision {id}.',
      'zh-TW': '資料集「{dataset}」沒有決定 {id}。',
    },
    advice: {
      en: '`touchstone dataset decisions {dataset}` lists them.',
      'zh-TW': '可用 `touchstone dataset decisions {dataset}` 查看。',
    },
  },
  DECISION_WITHDRAWN: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Decision {id} about "{dataset}" was withdrawn before.',
      'zh-TW': '「{dataset}」的決定 {id} 先前已撤回。',
    },
    advice: {
      en: '`touchstone dataset decisions {dataset} --all` shows by whom and why.',
      'zh-TW': '可用 `touchstone dataset decisions {dataset} --all` 查看由誰、為何撤回。',
    },
  },
  DECISION_OTHER_DATASET: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Run {run} is of dataset "{own}", not of "{dataset}".',
      'zh-TW': '執行 {run} 屬於資料集「{own}」，不是「{dataset}」。',
    },
    advice: {
      en: 'Name a run of the dataset that the decision is about; `touchstone runs show` says of which it is.',
      'zh-TW': '請指定屬於該資料集的執行；可用 `touchstone runs show` 查看。',
    },
  },
  RECORD_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'Run {run} has no record "{record}".', 'zh-TW': '執行 {run} 沒有記錄「{record}」。' },
    advice: {
      en: "Take the record's id, or line:N, from the findings: `touchstone runs findings {run}`.",
      'zh-TW': '請使用發現清單中的識別碼或 line:N：`touchstone runs findings {run}`。',
    },
  },
  FINDINGS_NOT_READY: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'Run {run} has no findings yet.', 'zh-TW': '執行 {run} 還沒有發現清單。' },
    advice: {
      en: 'They are there when the stage "refine" is done; `touchstone runs follow {run}` shows how far it is.',
      'zh-TW': '「refine」階段完成後就會有；可用 `touchstone runs follow {run}` 查看進度。',
    },
  },
  MASK_KEY_REFUSED: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Without the key nobody sees what was masked; the attempt was written down.',
      'zh-TW': '沒有金鑰就不能查看遮蔽前的內容；這次嘗試已記錄。',
    },
    advice: {
      en: 'The key is in the file mask-key of TOUCHSTONE_HOME, or in TOUCHSTONE_MASK_KEY; ask whoever runs the service.',
      'zh-TW': '金鑰在 TOUCHSTONE_HOME 的 mask-key 檔案，或 TOUCHSTONE_MASK_KEY；請洽服務管理者。',
    },
  },
  MASK_KEY_OTHER: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'What was masked in this run was sealed with another key.',
      'zh-TW': '這次執行遮蔽的內容是以另一把金鑰封存的。',
    },
    advice: {
      en: 'Start the service with the key of that time in TOUCHSTONE_MASK_KEY.',
      'zh-TW': '請把當時的金鑰設於 TOUCHSTONE_MASK_KEY 後啟動服務。',
    },
  },
  MASK_MAP_NONE: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Run {run} has masked no personal data, or not yet.',
      'zh-TW': '執行 {run} 沒有遮蔽任何個人資料，或尚未進行。',
    },
    advice: {
      en: 'Take a run whose stage "refine" is done and in which the rule pii repaired records.',
      'zh-TW': '請選擇「refine」階段已完成、且個人資料規則有修復記錄的執行。',
    },
  },
});
