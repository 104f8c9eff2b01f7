import { defineErrors } from './entry.ts';

/** Faults of webhooks that a forge sends, and of what is told back to it. */
export const gitWebhookErrors = defineErrors({
  GIT_SIGNATURE: {
    http: 401,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The webhook is not signed with the secret of a pipeline of this name that is watched by webhook.',
      'zh-TW': '此 Webhook 的簽章不符合該名稱流程的密鑰，或該流程未以 Webhook 監看。',
    },
    advice: {
      en: 'Check the pipeline’s name in the address, its `webhook` settings, and that the forge holds the same secret.',
      'zh-TW': '請確認網址中的流程名稱、其 `webhook` 設定，以及程式碼託管平台所填的密鑰是否相同。',
    },
  },
  GIT_DELIVERY_REPLAYED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'This delivery was taken in before.',
      'zh-TW': '此通知先前已處理過。',
    },
    advice: {
      en: 'Nothing needs to be done. To have the branch looked at again: `touchstone git look {name}`, or push a commit.',
      'zh-TW': '無需處理。若要再檢查一次分支，請執行 `touchstone git look {name}`，或推送新的提交。',
    },
  },
  GIT_DELIVERY_STALE: {
    http: 401,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The webhook’s time is more than {seconds} s away from ours.',
      'zh-TW': '此 Webhook 的時間與本服務相差超過 {seconds} 秒。',
    },
    advice: {
      en: 'Set the clocks of both machines by a time server.',
      'zh-TW': '請以時間伺服器校正兩端機器的時鐘。',
    },
  },
  GIT_DELIVERY_UNREADABLE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The webhook is not one of {provider} as it is documented: {detail}',
      'zh-TW': '此 Webhook 不符合 {provider} 的文件所述格式：{detail}',
    },
    advice: {
      en: 'Choose the content type application/json in the forge, and leave its payload as it is.',
      'zh-TW': '請在程式碼託管平台選擇 application/json，並保留其預設內容。',
    },
  },
  GIT_NOT_WATCHED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The pipeline "{name}" watches no repository.',
      'zh-TW': '流程「{name}」沒有監看任何儲存庫。',
    },
    advice: {
      en: 'Name one in its `git` settings; docs/git.md shows how.',
      'zh-TW': '請在其 `git` 設定中指定儲存庫，作法見 docs/git.md。',
    },
  },
  GIT_STATUS_FAILED: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: '{host} did not take the status of commit {commit}: {detail}',
      'zh-TW': '{host} 未接受提交 {commit} 的狀態：{detail}',
    },
    advice: {
      en: 'The run is not touched by this. Check the token’s right to write commit statuses; it is tried again for a day.',
      'zh-TW': '這不影響執行本身。請確認權杖具有寫入提交狀態的權限；系統會在一天內持續重試。',
    },
  },
  SECRET_MISSING: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'There is no secret "{name}" on the machine of the service.',
      'zh-TW': '服務所在的機器沒有名為「{name}」的密鑰。',
    },
    advice: {
      en: 'Put its value into the file {file} (chmod 600) or into the variable {variable}, then restart.',
      'zh-TW': '請將其值寫入檔案 {file}（chmod 600）或環境變數 {variable} 後重新啟動。',
    },
  },
  SECRET_EXPOSED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The file of the secret "{name}" cannot be trusted: {detail}',
      'zh-TW': '密鑰「{name}」的檔案不可信任：{detail}',
    },
    advice: {
      en: 'It must be a file that its owner alone may read (chmod 600), of one line.',
      'zh-TW': '該檔案須只有擁有者可讀取（chmod 600），且只有一行。',
    },
  },
});
