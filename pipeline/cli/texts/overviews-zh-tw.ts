import type { overviewsEn } from './overviews-en.ts';

/** Pages about several versions or runs, in zh-TW. */
export const overviewsZhTw: typeof overviewsEn = {
  models_history: '產生模型各版本歷程的網頁：數字、資料、由誰放行',
  runs_compare: '產生並列比較 2 至 6 個執行的網頁',
  argument_runs: '執行的編號（run_…）；其餘都與第一個相比',
  option_out_overview: '要寫入的目錄；其中不可已有同名的網頁',
  overview_page: '已產生，請開啟 {path}',
};
