import type { ciEn } from './ci-en.ts';

/** Commands that a pipeline of a CI system is made of, in zh-TW. */
export const ciZhTw: typeof ciEn = {
  runs_stage: '顯示執行的一個階段，該階段完成時結束',
  runs_summary: '以 CI 系統可讀的幾行說明一次執行：判定、版本、數字、原因',
  argument_stage: '階段',
  summary_PASS: '通過（PASS）',
  summary_FAIL: '未通過（FAIL）',
  summary_INCONCLUSIVE: '無法判定（INCONCLUSIVE）',
  summaryBesideBase: '{verdict}：{metric} {tuned}，原模型 {beside}（{change}）',
  summaryBesideProduction: '{verdict}：{metric} {tuned}，正式版 {beside}（{change}）',
  summaryFailed: '{status}：{code}',
};
