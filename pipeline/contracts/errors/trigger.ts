import { defineErrors } from './entry.ts';

/** Faults of triggers, and of the pipelines that they start. */
export const triggerErrors = defineErrors({
  TRIGGER_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no trigger "{id}".', 'zh-TW': '沒有「{id}」這個觸發紀錄。' },
    advice: {
      en: '`touchstone triggers list` shows those on record.',
      'zh-TW': '可用 `touchstone triggers list` 查看所有觸發紀錄。',
    },
  },
  TRIGGER_KEY_REUSED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The key "{key}" of "{name}" was used for other data or another spec before (trigger {trigger}).',
      'zh-TW': '「{name}」的識別鍵「{key}」先前已用於其他資料或設定（觸發紀錄 {trigger}）。',
    },
    advice: {
      en: 'Take a key of its own for every piece of work, or leave it out.',
      'zh-TW': '請為每件工作使用各自的識別鍵，或省略識別鍵。',
    },
  },
  PIPELINE_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'No pipeline is kept for "{name}".', 'zh-TW': '「{name}」沒有設定流程。' },
    advice: {
      en: '`touchstone pipelines list` shows those there are; `touchstone pipelines set {name} --dataset …` keeps one.',
      'zh-TW':
        '可用 `touchstone pipelines list` 查看現有的流程；以 `touchstone pipelines set {name} --dataset …` 設定。',
    },
  },
  PIPELINE_PAUSED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The pipeline "{name}" is paused, by {by}: {reason}',
      'zh-TW': '流程「{name}」已由 {by} 暫停：{reason}',
    },
    advice: {
      en: 'Put it to work again when the reason is gone: `touchstone pipelines resume {name}`. Whatever it missed is started by the next trigger, or at once by `touchstone pipelines start {name}`.',
      'zh-TW':
        '原因排除後請恢復流程：`touchstone pipelines resume {name}`。暫停期間錯過的工作會在下次觸發時執行，或立即以 `touchstone pipelines start {name}` 執行。',
    },
  },
  PIPELINE_NOT_PAUSED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: { en: 'The pipeline "{name}" is not paused.', 'zh-TW': '流程「{name}」並未暫停。' },
    advice: {
      en: '`touchstone pipelines show {name}` shows how it stands.',
      'zh-TW': '可用 `touchstone pipelines show {name}` 查看目前狀態。',
    },
  },
  PIPELINE_NO_DATA: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The pipeline "{name}" runs on the dataset "{dataset}", which has no version yet.',
      'zh-TW': '流程「{name}」使用資料集「{dataset}」，但該資料集還沒有任何版本。',
    },
    advice: {
      en: 'Upload a file: `touchstone dataset add FILE --name {dataset}`, or name another dataset.',
      'zh-TW': '請先上傳檔案：`touchstone dataset add 檔案 --name {dataset}`，或改用其他資料集。',
    },
  },
  SCHEDULE_CRON: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The schedule "{cron}" cannot be read.',
      'zh-TW': '排程「{cron}」無法解讀。',
    },
    advice: {
      en: 'Write five fields: minute, hour, day of the month, month, day of the week. "0 2 * * *" is every day at 02:00; "30 8 * * 1-5" is Monday to Friday at 08:30.',
      'zh-TW':
        '請寫五個欄位：分、時、日、月、星期。「0 2 * * *」是每天 02:00；「30 8 * * 1-5」是週一至週五 08:30。',
    },
  },
  SCHEDULE_MINUTE: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The first field, the minute, cannot be "{found}".',
      'zh-TW': '第 1 欄（分）不能是「{found}」。',
    },
    advice: {
      en: 'Write 0 to 59, several with commas ("0,30"), every so many ("*/15") or any ("*").',
      'zh-TW': '請寫 0 到 59；多個值以逗號分隔（「0,30」），每隔幾分寫「*/15」，不限寫「*」。',
    },
  },
  SCHEDULE_HOUR: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The second field, the hour, cannot be "{found}".',
      'zh-TW': '第 2 欄（時）不能是「{found}」。',
    },
    advice: {
      en: 'Write 0 to 23, several with commas ("8,20"), a range ("8-17") or any ("*").',
      'zh-TW': '請寫 0 到 23；多個值以逗號分隔（「8,20」），範圍寫「8-17」，不限寫「*」。',
    },
  },
  SCHEDULE_DAY: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The third field, the day of the month, cannot be "{found}".',
      'zh-TW': '第 3 欄（日）不能是「{found}」。',
    },
    advice: {
      en: 'Write 1 to 31, several with commas ("1,15"), L for the last day or any ("*").',
      'zh-TW': '請寫 1 到 31；多個值以逗號分隔（「1,15」），當月最後一天寫 L，不限寫「*」。',
    },
  },
  SCHEDULE_MONTH: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The fourth field, the month, cannot be "{found}".',
      'zh-TW': '第 4 欄（月）不能是「{found}」。',
    },
    advice: {
      en: 'Write 1 to 12 or JAN to DEC, several with commas ("1,7") or any ("*").',
      'zh-TW': '請寫 1 到 12 或 JAN 到 DEC；多個值以逗號分隔（「1,7」），不限寫「*」。',
    },
  },
  SCHEDULE_WEEKDAY: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The fifth field, the day of the week, cannot be "{found}".',
      'zh-TW': '第 5 欄（星期）不能是「{found}」。',
    },
    advice: {
      en: 'Write 0 to 7 (0 and 7 are Sunday) or SUN to SAT, a range ("MON-FRI") or any ("*").',
      'zh-TW': '請寫 0 到 7（0 與 7 都是週日）或 SUN 到 SAT，範圍寫「MON-FRI」，不限寫「*」。',
    },
  },
  SCHEDULE_NEVER: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The schedule "{cron}" names a day that never comes.',
      'zh-TW': '排程「{cron}」指定的日期永遠不會到來。',
    },
    advice: {
      en: 'Look at day and month together: February has no 30th.',
      'zh-TW': '請一併檢查日與月：例如二月沒有 30 日。',
    },
  },
  SCHEDULE_TZ: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no time zone "{tz}".', 'zh-TW': '沒有「{tz}」這個時區。' },
    advice: {
      en: 'Take a name of the IANA database, such as Asia/Taipei, Europe/Berlin or UTC.',
      'zh-TW': '請使用 IANA 時區名稱，例如 Asia/Taipei、Europe/Berlin 或 UTC。',
    },
  },
});
