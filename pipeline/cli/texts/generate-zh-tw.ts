import type { generateEn } from './generate-en.ts';

/** What `touchstone dataset generate` says, in zh-TW. */
export const generateZhTw: Readonly<Record<keyof typeof generateEn, string>> = {
  dataset_generate: '請文字模型由文件或記錄產生新記錄，寫成檔案供人工檢核（docs/generate.md）',
  option_method: '由什麼產生什麼；未指定時用管線設定的 generate.method',
  option_count: '要通過所有篩選的筆數；未指定時用管線設定的 generate.count（100）',
  option_generated_out:
    '必要：輸出檔；副檔名決定檔案類型：.xlsx .csv .jsonl .json .tsv .parquet .arrow（可加 .gz .zst）',
  option_generated_to: '記錄的格式；方法會給標籤時為 text_label，否則為 prompt_completion',
  generating: '生成中：{percent} %',
  generated: '要求 {wanted} 筆，由 {model} 生成 {generated} 筆：{to}，已寫入 {file}',
  runs_generated: '把一次執行中由文字模型生成、經整理後的記錄寫成檔案，供人工檢核',
  savedGenerated: '生成的記錄 {records} 筆：{to}，已寫入 {file}',
  generatedReview:
    '這些記錄尚未經人工檢核。檢核並更正後，請在該筆的 reviewed_by 欄填上檢核者姓名；填上後才可用於測試。',
  generatedCost: '{answers} 次回答，提問 {input}、回答 {output} 個詞元，費用 {cost}，耗時 {time}',
  generatedFree: '{answers} 次回答，提問 {input}、回答 {output} 個詞元，耗時 {time}',
  generatedMasked: '送出前已遮蔽個人資料 {masked} 處',
  generatedKept: '已取得的回答保存在 {journal}；再次執行相同指令會接續進行，不會重複提問。',
  head_filter: '篩選',
  head_came: '進入',
  head_passed: '通過',
  head_share: '比例',
  filterOff: '{filter}（未啟用）',
};
