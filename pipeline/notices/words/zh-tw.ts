import type { Words } from './words.ts';

const KINDS = {
  upload: '上傳',
  api: 'API',
  cli: '命令列',
  jenkins: 'Jenkins',
  git: 'Git',
  schedule: '排程',
} as const;

const STAGES = {
  ingest: '匯入',
  generate: '生成',
  refine: '整理',
  split: '切分',
  train: '訓練',
  evaluate: '評估',
  gate: '門檻',
  report: '報告',
  publish: '發布',
} as const;

/** 通知的中文文字。 */
export const zhTW: Words = {
  linkTitle: {
    'run.judged': '查看報告',
    'run.failed': '查看執行',
    'run.cancelled': '查看執行',
    'trigger.refused': '查看觸發紀錄',
    'notice.test': '服務',
  },
  judgedSubject: (name, verdict) =>
    `${{ PASS: '通過', FAIL: '未通過', INCONCLUSIVE: '無法判定' }[verdict]}：${name}`,
  failedSubject: (name) => `執行失敗：${name}`,
  cancelledSubject: (name) => `執行已取消：${name}`,
  refusedSubject: (name) => `觸發遭拒：${name}`,
  testSubject: '測試通知',

  join: (head, figures, todo) => `${figures === null ? head : `${head}：${figures}`}；${todo}`,
  judged: (name, verdict) =>
    ({
      PASS: `「${name}」通過評估（PASS）`,
      FAIL: `「${name}」未通過評估（FAIL）`,
      INCONCLUSIVE: `「${name}」證據不足、無法判定（INCONCLUSIVE）`,
    })[verdict],
  figure: ({ title, value, other, system, version, difference, records }) => {
    const rival = system === 'production' ? `正式版本（第 ${version} 版）` : '未訓練的基礎模型';
    return `${title} ${value}，${rival}為 ${other}，差 ${difference}，測試記錄 ${records} 筆`;
  },
  waitsForYou: (name, version) =>
    `第 ${version} 版等您核可：請先看報告，再執行 \`touchstone models promote ${name} ${version}\`。`,
  publishedAllTheSame: (name, version) =>
    `管線設定略過門檻，仍發布為第 ${version} 版，等您決定：請先看報告，再考慮 \`touchstone models promote ${name} ${version} --reason …\`。`,
  inProduction: (version) => `第 ${version} 版已是正式版本，不需任何處理。`,
  newerInProduction: (version, current) =>
    `第 ${version} 版已存檔，較新的第 ${current} 版仍是正式版本，不需任何處理。`,
  nothingPublished: (verdict, run) =>
    verdict === 'INCONCLUSIVE'
      ? `沒有發布：需要更多證據，報告說明缺少什麼（\`touchstone report ${run}\`）。`
      : `沒有發布，原因與最有幫助的改善方式見報告（\`touchstone report ${run}\`）。`,

  failed: (name, stage, why, run) =>
    `「${name}」的執行${stage === null ? '' : `在「${STAGES[stage]}」階段`}失敗：${why} 詳情見 \`touchstone runs show ${run}\`；排除原因後，以 \`touchstone runs resume ${run}\` 從該處繼續。`,
  cancelled: (name, run) =>
    `「${name}」的執行已取消；可用 \`touchstone runs resume ${run}\` 從最後完成的階段繼續。`,
  refused: (name, kind, why, trigger) =>
    `「${name}」的觸發（${KINDS[kind]}）遭拒，因此沒有訓練：${why} 詳情見 \`touchstone triggers show ${trigger}\`。`,
  test: (by) => `Touchstone 的通知可送達此處；這是 ${by} 要求的測試，不需任何處理。`,
  explained: (code, title, advice) => `${title}（${code}）${advice}`,
  named: (code) => `${code}。`,
};
