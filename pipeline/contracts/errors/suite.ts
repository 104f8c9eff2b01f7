import { defineErrors } from './entry.ts';

/** Faults of test sets that are frozen for a name. */
export const suiteErrors = defineErrors({
  SUITE_FROZEN: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'A test set is already frozen for "{name}", by {by}.',
      'zh-TW': '「{name}」已凍結一份測試集（由 {by}）。',
    },
    advice: {
      en: '`touchstone models suite {name}` shows it; unfreeze it first: `touchstone models unfreeze {name} --reason …`.',
      'zh-TW':
        '可用 `touchstone models suite {name}` 查看；請先解除：`touchstone models unfreeze {name} --reason …`。',
    },
  },
  SUITE_NONE: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'No test set is frozen for "{name}".', 'zh-TW': '「{name}」沒有凍結中的測試集。' },
    advice: {
      en: 'Freeze that of a run: `touchstone models freeze {name} --run RUN --reason …`.',
      'zh-TW': '請以某次執行的測試集凍結：`touchstone models freeze {name} --run RUN --reason …`。',
    },
  },
  SUITE_OTHER_NAME: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Run {run} is of "{own}", not of "{name}".',
      'zh-TW': '執行 {run} 屬於「{own}」，不是「{name}」。',
    },
    advice: {
      en: 'Name a run of "{name}": `touchstone runs list --name {name}`.',
      'zh-TW': '請指定「{name}」的執行：`touchstone runs list --name {name}`。',
    },
  },
  SUITE_NOT_READY: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: { en: 'Run {run} has no test set yet.', 'zh-TW': '執行 {run} 還沒有測試集。' },
    advice: {
      en: 'It is there when the stage "split" is done; `touchstone runs follow {run}` shows how far it is.',
      'zh-TW': '「split」階段完成後就會有；可用 `touchstone runs follow {run}` 查看進度。',
    },
  },
  SUITE_IN_FORCE: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Runs of "{name}" are judged by its frozen test set (version {version}, frozen by {by}), so they take no other test file.',
      'zh-TW': '「{name}」的執行一律以凍結的測試集（第 {version} 版，由 {by} 凍結）評估，不能另附測試檔。',
    },
    advice: {
      en: 'Leave the test file out, choose another name, or unfreeze it: `touchstone models unfreeze {name} --reason …`.',
      'zh-TW': '請不要附測試檔、改用其他名稱，或先解除：`touchstone models unfreeze {name} --reason …`。',
    },
  },
});
