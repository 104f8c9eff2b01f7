import type { reviewEn } from './review-en.ts';

/** What the commands of review say, in zh-TW. */
export const reviewZhTw: Readonly<Record<keyof typeof reviewEn, string>> = {
  dataset_diff: '逐筆說明兩個檔案或資料集的兩個版本有何不同',
  argument_before: '檔案，或版本，例如 petitions@1（petitions 即最新版）',
  argument_after: '同上，指較新的一方',
  option_diff_out: '把每筆不同的記錄寫入此檔案（JSONL）',
  usage_diffMixed:
    '檔案只能與檔案比較，版本只能與版本比較；{file} 是本機的檔案。可先用 `touchstone dataset add` 上傳成為版本。',
  usage_diffNames: '兩個版本必須屬於同一個資料集。',
  comparing: '比較中：{percent} %',
  change_unchanged: '未變動',
  change_added: '新增',
  change_removed: '移除',
  change_changed: '內容變更（識別碼相同）',
  change_relabelled: '題目相同、答案不同',
  change_moved: '僅位置移動',
  head_before: '之前',
  head_after: '之後',
  head_change: '變動',
  head_label: '標籤',
  noLabel: '（無標籤）',
  moreLabels: '…另有 {count} 個標籤',
  listAt: '清單',
};
