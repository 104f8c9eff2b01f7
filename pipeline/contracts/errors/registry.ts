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
