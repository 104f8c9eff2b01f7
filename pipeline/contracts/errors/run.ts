import { defineErrors } from './entry.ts';

/** Faults of runs and of the service that carries them. */
export const runErrors = defineErrors({
  INTERNAL: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Something in Touchstone itself went wrong: {detail}',
      'zh-TW': 'Touchstone 內部發生錯誤：{detail}',
    },
    advice: {
      en: 'Please report this with the log; finished stages are kept, and `runs resume` tries again.',
      'zh-TW': '請連同記錄檔回報此問題；已完成的階段都保留著，可用 `runs resume` 再試一次。',
    },
  },
  RUN_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no run "{id}".', 'zh-TW': '沒有「{id}」這個執行。' },
    advice: {
      en: '`touchstone runs list` shows the runs there are.',
      'zh-TW': '可用 `touchstone runs list` 查看所有執行。',
    },
  },
  COMPARE_NOT_EVALUATED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Run {run} is {status} and has no evaluation, so it cannot be compared.',
      'zh-TW': '執行 {run} 目前為 {status}，還沒有評估結果，無法比較。',
    },
    advice: {
      en: 'Compare runs that have got past "evaluate": `touchstone runs list` shows them; `touchstone runs follow {run}` waits for this one.',
      'zh-TW':
        '請比較已完成「評估」的執行：可用 `touchstone runs list` 查看，或用 `touchstone runs follow {run}` 等待這個執行完成。',
    },
  },
  COMPARE_TASKS_DIFFER: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Run {one} is about {task} and run {other} about {other_task}: their figures say different things.',
      'zh-TW': '執行 {one} 的任務是 {task}，執行 {other} 是 {other_task}，兩者的數字意義不同，無法比較。',
    },
    advice: {
      en: 'Compare runs of the same task.',
      'zh-TW': '請比較相同任務的執行。',
    },
  },
  RUN_STATE: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Run {id} is {status}, so it cannot be {action}.',
      'zh-TW': '執行 {id} 目前為 {status}，無法 {action}。',
    },
    advice: {
      en: 'A run can be cancelled while it is queued or running, and resumed after it failed or was cancelled.',
      'zh-TW': '排隊中或進行中的執行可以取消；失敗或已取消的執行可以繼續。',
    },
  },
  RUN_CANCELLED: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: { en: 'The run was cancelled.', 'zh-TW': '執行已取消。' },
    advice: {
      en: '`touchstone runs resume` goes on from the last finished stage.',
      'zh-TW': '可用 `touchstone runs resume` 從最後完成的階段繼續。',
    },
  },
  STAGE_TIMEOUT: {
    http: 504,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Stage {stage} took longer than {seconds} s.',
      'zh-TW': '階段 {stage} 超過 {seconds} 秒仍未完成。',
    },
    advice: {
      en: 'Check that the machine is not overloaded, then resume the run.',
      'zh-TW': '請確認機器未過載，再繼續此執行。',
    },
  },
  QUEUE_PAYLOAD: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'A queue message for run {id} does not fit its schema: {detail}',
      'zh-TW': '執行 {id} 的佇列訊息不符合格式：{detail}',
    },
    advice: {
      en: 'Another program, or another version of Touchstone, writes to the same queue. Give each its own.',
      'zh-TW': '可能有其他程式或其他版本的 Touchstone 寫入同一個佇列，請各自使用獨立的佇列。',
    },
  },
  HOME_IN_USE: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Another Touchstone (process {pid}, {url}) already works in {home}.',
      'zh-TW': '另一個 Touchstone（程序 {pid}，{url}）正在使用 {home}。',
    },
    advice: {
      en: 'Use that one (commands find it by themselves), end it, or set TOUCHSTONE_HOME to another directory.',
      'zh-TW': '請直接使用該服務（指令會自動找到它）、將其結束，或把 TOUCHSTONE_HOME 設為其他目錄。',
    },
  },
  SETTINGS_INVALID: {
    http: 500,
    exit: 2,
    retry: 'never',
    message: { en: 'The setting {name} is not valid: {detail}', 'zh-TW': '設定 {name} 無效：{detail}' },
    advice: {
      en: 'Correct it where it is set (`touchstone doctor` says where), and start again.',
      'zh-TW': '請在設定它的地方修正（可用 `touchstone doctor` 查看），再重新啟動。',
    },
  },
  SETTING_UNKNOWN: {
    http: 500,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The file of settings {file} sets {name}, which is no setting.',
      'zh-TW': '設定檔 {file} 中的 {name} 不是任何設定的名稱。',
    },
    advice: {
      en: 'The names are those of the environment variables; `touchstone doctor` lists them all.',
      'zh-TW': '名稱與環境變數相同；可用 `touchstone doctor` 查看所有名稱。',
    },
  },
  SETTINGS_FILE_UNREADABLE: {
    http: 500,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The file of settings {file} cannot be read: {detail}',
      'zh-TW': '無法讀取設定檔 {file}：{detail}',
    },
    advice: {
      en: 'Check the path given by --config or TOUCHSTONE_CONFIG, and that you may read it; `none` reads no file.',
      'zh-TW': '請確認 --config 或 TOUCHSTONE_CONFIG 的路徑正確且可讀取；設為 `none` 表示不讀取設定檔。',
    },
  },
  SETTINGS_FILE_INVALID: {
    http: 500,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The file of settings {file} is not written as it should be: {detail}',
      'zh-TW': '設定檔 {file} 的格式不正確：{detail}',
    },
    advice: {
      en: 'Write one setting a line: the name of the environment variable, a colon, a space, and the value or a list of values.',
      'zh-TW': '每行寫一項設定：環境變數的名稱、冒號、空格，再接設定值或一串設定值。',
    },
  },
  DATASET_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no dataset "{name}".', 'zh-TW': '沒有資料集「{name}」。' },
    advice: {
      en: '`touchstone dataset list` shows the datasets there are.',
      'zh-TW': '可用 `touchstone dataset list` 查看所有資料集。',
    },
  },
  DATASET_VERSION_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Dataset "{name}" has no version {version}.',
      'zh-TW': '資料集「{name}」沒有第 {version} 版。',
    },
    advice: {
      en: '`touchstone dataset show {name}` shows the versions there are.',
      'zh-TW': '可用 `touchstone dataset show {name}` 查看所有版本。',
    },
  },
  DATASET_RAW_EXPIRED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The raw file of dataset "{name}" version {version} expired and was deleted; no run can begin with it.',
      'zh-TW': '資料集「{name}」第 {version} 版的原始檔案已到期刪除，無法再以它開始執行。',
    },
    advice: {
      en: 'Upload the file again; results of earlier runs are kept.',
      'zh-TW': '請重新上傳檔案；先前執行的結果都保留著。',
    },
  },
  CURSOR_INVALID: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The page cursor is not one that this service gave out.',
      'zh-TW': '分頁游標不是由本服務發出的。',
    },
    advice: {
      en: 'Pass the `next` value of the page before, unchanged, or leave the cursor out.',
      'zh-TW': '請原封不動使用上一頁的 `next` 值，或不要帶游標。',
    },
  },
  NAME_INVALID: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: { en: 'The name {name} cannot be used.', 'zh-TW': '名稱 {name} 無法使用。' },
    advice: {
      en: 'Use 1 to 63 lower-case letters, digits, "-", "_" or ".", beginning with a letter or digit.',
      'zh-TW': '請使用 1 到 63 個小寫英文字母、數字、「-」、「_」或「.」，並以字母或數字開頭。',
    },
  },
});
