import type { suitesEn } from './suites-en.ts';

/** 凍結測試集的指令所說的話。 */
export const suitesZhTw: Readonly<Record<keyof typeof suitesEn, string>> = {
  models_freeze: '以某次執行的測試集，評估此模型往後的所有執行',
  models_unfreeze: '讓此模型往後的執行恢復使用各自的測試集',
  models_suite: '顯示此模型凍結的測試集與歷來的測試集：由誰、何時、為何',
  option_freeze_run: '必填：測試集所屬的執行',
  option_freeze_reason: '必填：理由，會留下紀錄',
  frozen:
    '「{name}」往後的執行一律以此測試集評估（第 {version} 版，{records} 筆）；與其相同或相近的記錄不會用於訓練。',
  unfrozen: '「{name}」的第 {version} 版測試集已解除凍結，紀錄仍會保留。',
  head_looks: '評估次數',
  head_digest: '摘要',
  head_frozen: '凍結',
  head_unfrozen: '解除',
};
