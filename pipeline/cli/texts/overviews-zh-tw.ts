import type { overviewsEn } from './overviews-en.ts';

/** Pages about several versions or runs, in zh-TW. */
export const overviewsZhTw: typeof overviewsEn = {
  models_history: '產生模型各版本歷程的網頁：數字、資料、由誰放行',
  runs_compare: '產生並列比較 2 至 6 個執行的網頁',
  argument_runs: '執行的編號（run_…）；其餘都與第一個相比',
  option_out_overview: '要寫入的目錄；其中不可已有同名的網頁',
  overview_page: '已產生，請開啟 {path}',
  costs: '依專案列出某月模型工作的處理器時間、用電與費用',
  option_month: '例如 2026-11；省略時為本月',
  option_zone: '以哪個時區計算月份，例如 Asia/Taipei；省略時依服務所在',
  costs_title: '{month} 的模型工作（{zone}）',
  costs_project: '專案',
  costs_runs: '執行數',
  costs_cpu: '處理器',
  costs_gpu: 'GPU',
  costs_kwh: '度（kWh）',
  costs_total: '合計',
  costs_no_tariff:
    '尚未設定費率，因此沒有費用：TOUCHSTONE_PRICE_KWH、TOUCHSTONE_PRICE_GPU_HOUR。用電為估計值。',
  costs_estimate: '用電為估計值（見 docs/resources.md）；「?」表示其中有一部分無從得知。',
};
