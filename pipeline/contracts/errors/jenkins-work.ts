import { defineErrors } from './entry.ts';

/** What is amiss with folders, jobs and builds of Jenkins. */
export const jenkinsWorkErrors = defineErrors({
  JENKINS_FOLDER_MISSING: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Jenkins has no folder "{folder}", or hides it from user "{user}".',
      'zh-TW': 'Jenkins 沒有資料夾「{folder}」，或不讓使用者「{user}」看見。',
    },
    advice: {
      en: 'Check TOUCHSTONE_JENKINS_FOLDER (folders in folders as a/b); `touchstone jenkins setup --create-folder` makes it.',
      'zh-TW':
        '請確認 TOUCHSTONE_JENKINS_FOLDER（多層寫成 a/b）；`touchstone jenkins setup --create-folder` 可建立資料夾。',
    },
  },
  JENKINS_NOT_A_FOLDER: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: { en: '"{folder}" in Jenkins is no folder.', 'zh-TW': 'Jenkins 的「{folder}」不是資料夾。' },
    advice: {
      en: 'Set TOUCHSTONE_JENKINS_FOLDER to a folder, or leave it empty for the top.',
      'zh-TW': '請把 TOUCHSTONE_JENKINS_FOLDER 設為資料夾；留空表示最上層。',
    },
  },
  JENKINS_JOB_MISSING: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Jenkins has no job "{job}", or hides it from user "{user}".',
      'zh-TW': 'Jenkins 沒有工作「{job}」，或不讓使用者「{user}」看見。',
    },
    advice: { en: '`touchstone jenkins setup` makes it.', 'zh-TW': '可用 `touchstone jenkins setup` 建立。' },
  },
  JENKINS_JOB_DISABLED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: { en: 'The job "{job}" is disabled in Jenkins.', 'zh-TW': 'Jenkins 的工作「{job}」已停用。' },
    advice: { en: 'Enable it on its page in Jenkins.', 'zh-TW': '請在 Jenkins 的工作頁面啟用。' },
  },
  JENKINS_JOB_CHANGED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The job "{job}" was changed by hand since Touchstone wrote it: {parts}. Nothing was overwritten.',
      'zh-TW': '工作「{job}」在 Touchstone 寫入之後曾被人更改：{parts}。未覆寫任何內容。',
    },
    advice: {
      en: 'Keep it as it is, or overwrite it with `touchstone jenkins setup --force`.',
      'zh-TW': '可以保留現狀，或用 `touchstone jenkins setup --force` 覆寫。',
    },
  },
  JENKINS_JOB_FOREIGN: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'A job "{job}" is in Jenkins already that Touchstone did not make. Nothing was overwritten.',
      'zh-TW': 'Jenkins 已有工作「{job}」，但不是 Touchstone 建立的。未覆寫任何內容。',
    },
    advice: {
      en: 'Choose another name (TOUCHSTONE_JENKINS_JOB), or take it over with `touchstone jenkins setup --force`.',
      'zh-TW': '請另選名稱（TOUCHSTONE_JENKINS_JOB），或用 `touchstone jenkins setup --force` 接手。',
    },
  },
  JENKINS_JOB_PLAIN: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'The job "{job}" takes no parameters.', 'zh-TW': '工作「{job}」不接受參數。' },
    advice: {
      en: 'Set it up with `touchstone jenkins setup`; a job from a repository must be built once before it knows its parameters.',
      'zh-TW': '請用 `touchstone jenkins setup` 設定；由儲存庫定義的工作須先建置一次才知道有哪些參數。',
    },
  },
  JENKINS_PARAMETER_UNKNOWN: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The job "{job}" has no parameter {name}; it has: {known}.',
      'zh-TW': '工作「{job}」沒有參數 {name}；現有參數：{known}。',
    },
    advice: {
      en: 'Correct the name; Jenkins drops parameters that a job does not declare without a word.',
      'zh-TW': '請更正名稱；Jenkins 會直接忽略工作未宣告的參數。',
    },
  },
  JENKINS_PLUGIN_MISSING: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: { en: 'Jenkins lacks plugins: {names}.', 'zh-TW': 'Jenkins 缺少外掛：{names}。' },
    advice: {
      en: 'Have an administrator install them under Manage Jenkins, Plugins.',
      'zh-TW': '請管理員在「管理 Jenkins」的「外掛」頁面安裝。',
    },
  },
  JENKINS_ITEM_CANCELLED: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Item {item} of the queue was cancelled in Jenkins before its build began.',
      'zh-TW': '佇列項目 {item} 在建置開始前已於 Jenkins 取消。',
    },
    advice: { en: 'Trigger it again if it was not meant.', 'zh-TW': '若非本意，請重新觸發。' },
  },
  JENKINS_ITEM_LOST: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Item {item} of the queue is gone and no build came of it: Jenkins was probably restarted.',
      'zh-TW': '佇列項目 {item} 已消失，且沒有產生任何建置：Jenkins 可能曾重新啟動。',
    },
    advice: { en: 'Trigger it again.', 'zh-TW': '請重新觸發。' },
  },
  JENKINS_BUILD_MISSING: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The job "{job}" has no build {number}.',
      'zh-TW': '工作「{job}」沒有第 {number} 次建置。',
    },
    advice: {
      en: "It may have been discarded; the job's page lists those that are kept.",
      'zh-TW': '可能已被清除；工作頁面列有保留的建置。',
    },
  },
  JENKINS_ARTIFACT: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The file {file} of build {number} did not arrive whole: {detail}',
      'zh-TW': '第 {number} 次建置的檔案 {file} 未完整收到：{detail}',
    },
    advice: {
      en: 'Try again; if it stays so, look at disk space and log of Jenkins.',
      'zh-TW': '請再試一次；若仍然如此，請檢查 Jenkins 的磁碟空間與記錄。',
    },
  },
  JENKINS_BUILD_ABORTED: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Build {number} of "{job}" was aborted in Jenkins.',
      'zh-TW': '「{job}」的第 {number} 次建置在 Jenkins 中止。',
    },
    advice: { en: 'Resume the run when training may go on.', 'zh-TW': '可以繼續訓練時，請繼續此執行。' },
  },
  JENKINS_BUILD_FAILED: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Build {number} of "{job}" ended with {result} and brought no result of training.',
      'zh-TW': '「{job}」的第 {number} 次建置以 {result} 結束，沒有帶回訓練結果。',
    },
    advice: { en: 'The log of the build says why: {url}', 'zh-TW': '建置記錄說明了原因：{url}' },
  },
  JENKINS_BASE_TOO_LARGE: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The base model (digest {digest}) is not on the agent, and at {size} MiB it is larger than what is sent ({limit} MiB).',
      'zh-TW': '代理程式上沒有基礎模型（摘要 {digest}），其大小 {size} MiB 超過可傳送的上限（{limit} MiB）。',
    },
    advice: {
      en: 'Copy the base model to the agent as {digest} below TOUCHSTONE_BASES, or raise TOUCHSTONE_JENKINS_SEND_BASE_MIB.',
      'zh-TW':
        '請把基礎模型複製到代理程式的 TOUCHSTONE_BASES 目錄下並命名為 {digest}，或調高 TOUCHSTONE_JENKINS_SEND_BASE_MIB。',
    },
  },
});
