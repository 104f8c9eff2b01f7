import type { startEn } from './start-en.ts';

/** 開始、跟隨與離開執行的指令所說的話。 */
export const startZhTw: Readonly<Record<keyof typeof startEn, string>> = {
  run_detach: '開始執行、印出執行代號後立即結束；需要有執行中的服務',
  run_follow: '同 --wait',
  run_key: '這項工作的名稱：相同的金鑰得到同一個執行；未指定時由資料、設定與 commit 產生',
  run_noKey: '不論先前是否開始過，一律開始新的執行',
  run_again: '本指令先前開始的執行若失敗或已取消，便開始新的執行',
  follow_cancel: '本指令被中斷時取消執行；CI 的預設（設有 CI 或 JENKINS_URL 時）',
  follow_noCancel: '本指令被中斷時讓執行繼續；一般使用者的預設',
  follow_reconnect: '服務中斷時最多等待的秒數；未指定時為 300',
  awaitService: '服務目前沒有回應，將持續重試，最多 {seconds} 秒 …',
  lostConnection: '與服務的連線中斷，將持續重試，最多 {seconds} 秒 …',
  reusedRun: '相同的指令先前已開始此執行（{status}），這次沒有開始新的執行。',
  reusedFailed: '若要重新嘗試：在相同指令加上 --again，或使用 `touchstone runs resume {run}`。',
  reusedEnded: '若仍要再執行一次：--no-idempotency-key。',
  interruptCancelled: '已中斷，因此取消了執行。',
  interruptNotCancelled: '已中斷，但無法取消執行，可能仍在進行：`touchstone runs cancel {run}`。',
  stillWorking: '仍在進行，已費時 {time}',
  option_progress: '進度的呈現方式：json 在標準錯誤輸出逐行寫出 JSON（TOUCHSTONE_PROGRESS）',
  option_config:
    '設定檔；未指定時使用 ~/.config/touchstone 或 /etc/touchstone 的 touchstone.config.yaml；none 表示不讀取（TOUCHSTONE_CONFIG）',
  schema: '指令以 --json 輸出之內容的 JSON Schema',
  argument_schema: '指令的各個字，例如 runs show；或 progress；未指定時列出所有名稱',
  usage_noSchema: '{what} 沒有 JSON Schema。',
  completion: '產生讓 shell 自動補完指令的腳本',
  argument_shell: 'shell 的名稱',
  usage_conflict: '{one} 與 {other} 不能同時使用。',
};
