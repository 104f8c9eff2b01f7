import { defineErrors } from './entry.ts';

/** Faults of the model registry. */
export const registryErrors = defineErrors({
  MODEL_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no model "{name}".', 'zh-TW': '沒有模型「{name}」。' },
    advice: {
      en: '`touchstone models list` shows the models there are.',
      'zh-TW': '可用 `touchstone models list` 查看所有模型。',
    },
  },
  PRODUCTION_BASE_CHANGED: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Version {version} of "{name}" is in production, but its base model {base} has other weights here than those it was trained on, so it cannot be compared with.',
      'zh-TW':
        '「{name}」第 {version} 版為正式版，但此處的基礎模型 {base} 權重已與當初訓練時不同，無法與其比較。',
    },
    advice: {
      en: 'Bring the old weights back with `touchstone base add {base} --from <dir>`, or move the alias `production` to a version that can still be served.',
      'zh-TW':
        '請以 `touchstone base add {base} --from <目錄>` 還原原本的權重，或把別名 production 移到仍可使用的版本。',
    },
  },
  MODEL_NOT_PASSED: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The verdict on "{name}" is {verdict}, and nobody has said why it should be used all the same.',
      'zh-TW': '「{name}」的把關結果為 {verdict}，且無人說明為何仍要使用。',
    },
    advice: {
      en: 'Take a version that passed. To use this one all the same, give your name and a reason of at least {length} characters (`--by`, `--reason`, or `publish.override` in the spec): both stay in the history.',
      'zh-TW':
        '請選用已通過的版本。若仍要使用，請具名並寫明至少 {length} 個字的理由（`--by`、`--reason`，或設定中的 `publish.override`）；兩者都會留在歷程中。',
    },
  },
  MODEL_FAILED_SINCE: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Version {version} of "{name}" passed when it was published, but the same trained model was judged again since, by run {run} ({at}): {verdict}.',
      'zh-TW':
        '「{name}」第 {version} 版發布時已通過，但同一個訓練成果後來再次接受把關（執行 {run}，{at}），結果為 {verdict}。',
    },
    advice: {
      en: 'Read the report of {run}, then promote a version that passed when it was judged last. To use this one all the same, give your name and a reason of at least {length} characters (`--by`, `--reason`): both stay in the history, with the time.',
      'zh-TW':
        '請先閱讀 {run} 的報告，再選用最近一次評估已通過的版本。若仍要使用這一版，請具名並寫明至少 {length} 個字的理由（`--by`、`--reason`）；兩者會連同時間留在歷程中。',
    },
  },
  MODEL_ROLLBACK_NONE: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Alias {alias} of "{name}" has no earlier version to go back to.',
      'zh-TW': '「{name}」的別名 {alias} 沒有更早的版本可回復。',
    },
    advice: {
      en: '`touchstone models show {name}` shows the history.',
      'zh-TW': '可用 `touchstone models show {name}` 查看歷程。',
    },
  },
});
