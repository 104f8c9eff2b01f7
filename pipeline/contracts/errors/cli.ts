import { defineErrors } from './entry.ts';

/** Faults that the command line finds by itself. */
export const cliErrors = defineErrors({
  CLI_USAGE: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: '{detail}', 'zh-TW': '{detail}' },
    advice: {
      en: '`{command} --help` shows how it is used.',
      'zh-TW': '可用 `{command} --help` 查看用法。',
    },
  },
  CLI_SET_SYNTAX: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: '--set {text} is not of the form field=value.',
      'zh-TW': '--set {text} 不是「欄位=值」的格式。',
    },
    advice: {
      en: 'Write for example --set train.epochs=1; docs/spec.md lists the fields.',
      'zh-TW': '例如 --set train.epochs=1；docs/spec.md 列有所有欄位。',
    },
  },
  CLI_FILE_MISSING: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no {file}.', 'zh-TW': '找不到 {file}。' },
    advice: {
      en: 'Check the path; a name with spaces stands between quotes.',
      'zh-TW': '請確認路徑與檔名正確；檔名含有空格時須以引號包住。',
    },
  },
  CLI_NOT_A_FILE: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: '{file} is no file but a folder, a device or the like.',
      'zh-TW': '{file} 不是檔案，而是資料夾、裝置之類。',
    },
    advice: { en: 'Name one file.', 'zh-TW': '請指定一個檔案。' },
  },
  CLI_FILE_UNREADABLE: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: '{file} cannot be read: {detail}', 'zh-TW': '無法讀取 {file}：{detail}' },
    advice: {
      en: 'Check the path and that you may read the file.',
      'zh-TW': '請確認路徑正確，且您有讀取該檔案的權限。',
    },
  },
  CLI_SAME_NAME: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'Two documents are named {file}.', 'zh-TW': '有兩份文件同名：{file}。' },
    advice: {
      en: 'Rename one of them, or put them into folders and name the folder.',
      'zh-TW': '請將其中一份改名，或放入不同資料夾後改指定上層資料夾。',
    },
  },
  CLI_TOO_MANY_FILES: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'There are more than {limit} files.', 'zh-TW': '檔案超過 {limit} 個。' },
    advice: {
      en: 'Upload them as several datasets.',
      'zh-TW': '請分成數個資料集上傳。',
    },
  },
  CLI_OUTPUT_EXISTS: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: { en: '{path} is there already and not empty.', 'zh-TW': '{path} 已存在且不是空的。' },
    advice: {
      en: 'Name another directory with --out; nothing is ever overwritten.',
      'zh-TW': '請用 --out 指定其他目錄；本程式不會覆寫既有檔案。',
    },
  },
  CLI_SERVICE_UNREACHABLE: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'No Touchstone answers at {url}: {detail}',
      'zh-TW': '{url} 沒有 Touchstone 回應：{detail}',
    },
    advice: {
      en: 'Check the address (--url, TOUCHSTONE_URL) and that the service is up; `touchstone doctor` looks at each part.',
      'zh-TW': '請確認位址（--url、TOUCHSTONE_URL）正確且服務已啟動；可用 `touchstone doctor` 逐項檢查。',
    },
  },
  CLI_SERVICE_NEEDED: {
    http: 503,
    exit: 4,
    retry: 'never',
    message: {
      en: 'No service is running in {home}, so nothing would carry the run after this command.',
      'zh-TW': '{home} 沒有執行中的服務，本指令結束後將無人繼續執行。',
    },
    advice: {
      en: 'Start one with `touchstone up`, name one with --url or TOUCHSTONE_URL, or leave --detach out.',
      'zh-TW': '請先用 `touchstone up` 啟動服務，或以 --url、TOUCHSTONE_URL 指定服務，或不要使用 --detach。',
    },
  },
  CLI_SERVICE_LOST: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The service at {url} has not answered for {seconds} s.',
      'zh-TW': '{url} 的服務已有 {seconds} 秒沒有回應。',
    },
    advice: {
      en: 'Nothing is lost: once the service is up again, `touchstone runs follow {run}` shows how the run goes on.',
      'zh-TW': '進度不會遺失：服務恢復後，可用 `touchstone runs follow {run}` 繼續查看。',
    },
  },
  CLI_ANSWER_UNEXPECTED: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'What answers at {url} does not answer as Touchstone does: {detail}',
      'zh-TW': '{url} 的回應不符合 Touchstone 的格式：{detail}',
    },
    advice: {
      en: 'Check the address, and that command line and service are of the same version.',
      'zh-TW': '請確認位址正確，且命令列與服務的版本相同。',
    },
  },
  CLI_DIGEST_MISMATCH: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The file {file} did not arrive as it is stored: its digest differs.',
      'zh-TW': '檔案 {file} 收到的內容與儲存的不同：摘要不符。',
    },
    advice: {
      en: 'Nothing was kept of it. Try again; if it stays so, something between here and the service changes files.',
      'zh-TW': '該檔案並未保留。請再試一次；若仍然如此，可能有中間設備更動了檔案。',
    },
  },
});
