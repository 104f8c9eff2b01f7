import { defineErrors } from './entry.ts';

/** Addresses that are well-formed and name something that is not there. */
export const apiLookupErrors = defineErrors({
  OUTPUT_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Stage {stage} of run {run} has no output "{output}", or not yet.',
      'zh-TW': '執行 {run} 的階段 {stage} 沒有「{output}」這項成品，或尚未產生。',
    },
    advice: {
      en: '/v1/runs/{run}/artifacts lists what there is; outputs appear when their stage is done.',
      'zh-TW': '/v1/runs/{run}/artifacts 列有現有的成品；階段完成後才會出現。',
    },
  },
  REPORT_NOT_READY: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'Run {run} has no report yet.', 'zh-TW': '執行 {run} 還沒有報告。' },
    advice: {
      en: 'The report appears when the stage "report" is done; `touchstone runs follow {run}` shows how far it is.',
      'zh-TW': '「report」階段完成後就會有報告；可用 `touchstone runs follow {run}` 查看進度。',
    },
  },
  ARTIFACT_NOT_OF_RUN: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Run {run} has no artifact with the digest {digest}.',
      'zh-TW': '執行 {run} 沒有摘要為 {digest} 的成品。',
    },
    advice: {
      en: '/v1/runs/{run}/artifacts lists the artifacts of the run.',
      'zh-TW': '/v1/runs/{run}/artifacts 列有此執行的所有成品。',
    },
  },
  FILE_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no file "{path}" in it.', 'zh-TW': '其中沒有檔案「{path}」。' },
    advice: {
      en: 'Take a path from the list of files, letter by letter.',
      'zh-TW': '請依檔案清單所列的路徑，逐字填寫。',
    },
  },
});
